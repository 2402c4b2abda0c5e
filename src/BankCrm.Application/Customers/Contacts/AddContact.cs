using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Contacts;

/// <summary>Adds a number or address at which a customer is reached.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record AddContact
{
    /// <summary>Carried by the form, so that a double click adds one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public ContactKind Kind { get; init; }
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>Where a number without + is at home.</summary>
    public string Country { get; init => field = string.IsNullOrEmpty(value) ? "CN" : value; } = "CN";

    public bool IsPreferred { get; init; }
}

internal sealed class AddContactValidator : AbstractValidator<AddContact>
{
    public AddContactValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Kind).IsInEnum();
        RuleFor(c => c).Custom((c, context) => ContactFaults.Add(c.Kind, c.Value, c.Country, context.AddFailure));
    }
}

/// <summary>What a contact point's form may say.</summary>
internal static class ContactFaults
{
    public static void Add(ContactKind kind, string value, string country, Action<ValidationFailure> add)
    {
        if (!Countries.Exists(country))
        {
            add(new("Country", "Choose a country."));
        }
        else if (ContactValue.Check(kind, value, country) is { } fault)
        {
            add(new("Value", fault.Sentence) { CustomState = fault.Args });
        }
    }
}

internal sealed class AddContactHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index) : ICommandHandler<AddContact>
{
    public async Task HandleAsync(AddContact command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var alike = await db.ContactPoints.AsTracking()
            .Where(p => p.CustomerId == customer.Id && p.Kind == command.Kind && p.EndedOn == null).ToListAsync(ct);

        var point = ContactPoint.Of(
            command.Id, customer, command.Kind, ContactValue.Parse(command.Kind, command.Value, command.Country),
            command.IsPreferred || alike.Count == 0, safe);
        Refuse.If(alike.Exists(p => p.Lookup.AsSpan().SequenceEqual(point.Lookup)), "This stands on the record already.");
        if (point.IsPreferred)
        {
            alike.ForEach(p => p.Prefer(false));
        }

        db.Add(point);
    }
}
