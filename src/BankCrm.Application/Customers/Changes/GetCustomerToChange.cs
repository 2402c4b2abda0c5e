using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Changes;

/// <summary>A customer's particulars for the form that changes them, and what may be chosen there.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed record GetCustomerToChange(Guid Id) : IRecorded<CustomerToChange>
{
    public AuditRecord? Record(CustomerToChange result) =>
        new(AuditEvents.CustomerViewed) { ObjectType = nameof(Customer), ObjectId = Id, CustomerRef = Id, BranchId = result.BranchId };
}

/// <param name="Fields">By the names of <see cref="ChangeCustomer"/>; see <see cref="CustomerParticulars"/>.</param>
/// <param name="BirthYear">What of a hidden birth date may be shown.</param>
/// <param name="ChangedBy">Who changed the record last; empty: the system.</param>
public sealed record CustomerToChange(
    Guid Id, Guid BranchId, uint Version, CustomerKind Kind, string Name, string Number, IReadOnlyDictionary<string, string> Fields, short? BirthYear,
    bool MayIdentity, bool MayRest, bool MayGive, IReadOnlyList<Choice> Colleagues, string ChangedBy, DateTimeOffset ChangedAt);

internal sealed class GetCustomerToChangeHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers)
    : IQueryHandler<GetCustomerToChange, CustomerToChange>
{
    public async Task<CustomerToChange> HandleAsync(GetCustomerToChange query, CancellationToken ct)
    {
        var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var mayRest = user.MayChange(customer.OwnerId);
        if (mayRest)
        {
            user.DemandChange(customer);
        }
        else
        {
            user.DemandChangeIdentity(customer);
        }

        var cipher = await ciphers.OfAsync(customer.Id, ct);
        var colleagues = await db.Staff
            .Where(s => (s.HomeBranchId == customer.BranchId && s.DisabledAt == null) || s.Id == customer.OwnerId)
            .OrderBy(s => s.Name).Select(s => new Choice(s.Id, s.Name)).ToListAsync(ct);
        var changedBy = await db.Staff.Where(s => s.Id == customer.ChangedBy).Select(s => s.Name).SingleOrDefaultAsync(ct) ?? "";
        return new(
            customer.Id, customer.BranchId, customer.Version, customer.Kind, customer.Name, customer.Number, CustomerParticulars.Of(customer, cipher),
            customer.BirthYear, user.May(CustomerPermissions.ChangeIdentity), mayRest, mayRest && user.May(CustomerPermissions.Change),
            colleagues, changedBy, customer.ChangedAt);
    }
}
