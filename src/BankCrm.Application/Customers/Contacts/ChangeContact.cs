using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Contacts;

/// <summary>Puts a mistyped number or address right.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record CorrectContact
{
    public Guid CustomerId { get; init; }
    public Guid PointId { get; init; }
    public uint Version { get; init; }
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>Where a number without + is at home.</summary>
    public string Country { get; init => field = string.IsNullOrEmpty(value) ? "CN" : value; } = "CN";
}

/// <summary>This one is to be used first among those of its kind.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record PreferContact(Guid CustomerId, Guid PointId, uint Version);

/// <summary>The customer is not reached there any more.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record EndContact(Guid CustomerId, Guid PointId, uint Version);

internal sealed class CorrectContactValidator : AbstractValidator<CorrectContact>
{
    public CorrectContactValidator() => RuleFor(c => c.Value).NotEmpty().MaximumLength(EmailAddress.MaxLength);
}

internal sealed class PreferContactValidator : AbstractValidator<PreferContact>;

internal sealed class EndContactValidator : AbstractValidator<EndContact>;

internal sealed class CorrectContactHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index) : ICommandHandler<CorrectContact>
{
    public async Task HandleAsync(CorrectContact command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var point = (await db.ForChangeAsync<ContactPoint>(command.PointId, command.Version, ct)).OfCustomer(customer.Id);
        List<FluentValidation.Results.ValidationFailure> faults = [];
        ContactFaults.Add(point.Kind, command.Value, command.Country, faults.Add); // which rule holds depends on the kind, which is on the record
        if (faults.Count > 0)
        {
            throw new ValidationException(faults);
        }

        point.Correct(
            ContactValue.Parse(point.Kind, command.Value, command.Country), new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index));
        var isTwice = await db.ContactPoints.AnyAsync(
            p => p.CustomerId == customer.Id && p.Id != point.Id && p.Kind == point.Kind && p.EndedOn == null && p.Lookup == point.Lookup, ct);
        Refuse.If(isTwice, "This stands on the record already.");
    }
}

internal sealed class PreferContactHandler(CrmDb db, CurrentUser user) : ICommandHandler<PreferContact>
{
    public async Task HandleAsync(PreferContact command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var point = (await db.ForChangeAsync<ContactPoint>(command.PointId, command.Version, ct)).OfCustomer(customer.Id);
        Refuse.If(point.EndedOn is not null, "It is not in use any more: add the new one instead.");
        var others = await db.ContactPoints.AsTracking()
            .Where(p => p.CustomerId == customer.Id && p.Kind == point.Kind && p.Id != point.Id && p.IsPreferred).ToListAsync(ct);
        others.ForEach(p => p.Prefer(false));
        point.Prefer(true);
    }
}

internal sealed class EndContactHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<EndContact>
{
    public async Task HandleAsync(EndContact command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var point = (await db.ForChangeAsync<ContactPoint>(command.PointId, command.Version, ct)).OfCustomer(customer.Id);
        point.End(Branch.DayAt(clock.GetUtcNow()));
    }
}
