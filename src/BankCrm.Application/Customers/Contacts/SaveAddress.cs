using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Contacts;

/// <summary>Adds a place where a customer lives, works or gets letters.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record AddAddress
{
    /// <summary>Carried by the form, so that a double click adds one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public AddressKind Kind { get; init; }
    public PostalAddress? Address { get; init => field = GivenAddress.Of(value); }
    public bool IsMain { get; init; }
}

/// <summary>Changes an address, or only what it is for.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record ChangeAddress
{
    public Guid CustomerId { get; init; }
    public Guid AddressId { get; init; }
    public uint Version { get; init; }
    public AddressKind Kind { get; init; }

    /// <summary>Hidden in the form. Null: stays as it is.</summary>
    public PostalAddress? Address { get; init => field = GivenAddress.Of(value); }

    public bool IsMain { get; init; }
}

internal sealed class AddAddressValidator : AbstractValidator<AddAddress>
{
    public AddAddressValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.Kind).IsInEnum();
        RuleFor(a => a).Custom((a, context) => AddressFaults.Add(a.Address, isNeeded: true, context.AddFailure));
    }
}

internal sealed class ChangeAddressValidator : AbstractValidator<ChangeAddress>
{
    public ChangeAddressValidator()
    {
        RuleFor(a => a.Kind).IsInEnum();
        RuleFor(a => a).Custom((a, context) => AddressFaults.Add(a.Address, isNeeded: false, context.AddFailure));
    }
}

internal static class AddressFaults
{
    public static void Add(PostalAddress? address, bool isNeeded, Action<ValidationFailure> add)
    {
        if (address?.Trimmed().Check() is { } fault)
        {
            add(new("Address.Line1", fault.Sentence) { CustomState = fault.Args });
        }
        else if (address is null && isNeeded)
        {
            add(new("Address.Line1", "Enter the street and house number."));
        }
    }
}

internal sealed class AddAddressHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index) : ICommandHandler<AddAddress>
{
    public async Task HandleAsync(AddAddress command, CancellationToken ct)
    {
        var customer = await db.ForChangeAsync<Customer>(command.CustomerId, ct);
        user.DemandChange(customer);
        var others = await db.Addresses.AsTracking().Where(a => a.CustomerId == customer.Id).ToListAsync(ct);
        Refuse.If(others.Exists(a => a.Id == command.Id), "This stands on the record already."); // the same form, sent twice
        var isMain = command.IsMain || others.Count == 0;
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var address = Address.Of(command.Id, customer, command.Kind, command.Address!, isMain, safe);
        db.Add(address);
        if (isMain)
        {
            MainAddress.Is(address, others, customer, safe);
        }
    }
}

internal sealed class ChangeAddressHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index) : ICommandHandler<ChangeAddress>
{
    public async Task HandleAsync(ChangeAddress command, CancellationToken ct)
    {
        var customer = await db.ForChangeAsync<Customer>(command.CustomerId, ct);
        user.DemandChange(customer);
        var address = (await db.ForChangeAsync<Address>(command.AddressId, command.Version, ct)).OfCustomer(customer.Id);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        address.Change(command.Kind, command.Address ?? MainAddress.PartsOf(address, safe), command.IsMain || address.IsMain, safe);
        if (address.IsMain)
        {
            var others = await db.Addresses.AsTracking().Where(a => a.CustomerId == customer.Id && a.Id != address.Id).ToListAsync(ct);
            MainAddress.Is(address, others, customer, safe);
        }
    }
}

/// <summary>One address of a customer is the main one: the record shows its city.</summary>
internal static class MainAddress
{
    public static void Is(Address main, List<Address> others, Customer customer, CustomerSafe safe)
    {
        customer.LiveIn(main.City);
        foreach (var other in others.Where(a => a.IsMain))
        {
            other.Change(other.Kind, PartsOf(other, safe), isMain: false, safe);
        }
    }

    public static PostalAddress PartsOf(Address address, CustomerSafe safe) =>
        PostalAddress.FromStored(safe.Cipher.Open(Address.TextColumn, address.Id, address.Text));
}
