using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Overview;

/// <summary>What a colleague must know of one customer. That they looked is recorded before they see it.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetCustomer(Guid Id) : IRecorded<SeenCustomer>
{
    public AuditRecord Record(SeenCustomer seen) =>
        new(seen.Customer is null ? AuditEvents.AccessDenied : AuditEvents.CustomerViewed, seen.Customer is null ? AuditOutcome.Denied : AuditOutcome.Ok)
        {
            ObjectType = nameof(Customer),
            ObjectId = Id,
            CustomerRef = Id,
            BranchId = seen.BranchId,
            ReasonText = seen.Customer is null ? CustomerPermissions.ReadProtected : null,
        };
}

/// <param name="Customer">Null: the record is protected, and the user may not open it.</param>
/// <param name="Closed">Then, whom to ask.</param>
public sealed record SeenCustomer(Guid BranchId, CustomerOverview? Customer, ClosedRecord? Closed);

/// <summary>A protected record from outside: whom to ask for it.</summary>
/// <param name="Owner">Null: the branch looks after them.</param>
public sealed record ClosedRecord(string Number, string Branch, string? Owner);

internal sealed class GetCustomerHandler(CrmDb db, CurrentUser user, ICustomerVault vault, CustomerPartsReader parts, TimeProvider clock)
    : IQueryHandler<GetCustomer, SeenCustomer>
{
    public async Task<SeenCustomer> HandleAsync(GetCustomer query, CancellationToken ct)
    {
        var found = await db.Customers
            .Where(c => c.Id == query.Id)
            .LeftJoin(db.Staff, c => c.OwnerId, s => (Guid?)s.Id, (c, s) => new { Customer = c, Owner = s!.Name })
            .LeftJoin(db.Branches, c => c.Customer.BranchId, b => b.Id, (c, b) => new { c.Customer, c.Owner, Branch = b!.Name })
            .LeftJoin(db.CustomerKeys, c => c.Customer.Id, k => k.CustomerId, (c, k) => new { c.Customer, c.Owner, c.Branch, k!.Wrapped })
            .Select(c => new
            {
                c.Customer,
                c.Owner,
                c.Branch,
                c.Wrapped,
                HasRelations = db.Relations.Any(r => r.FromId == query.Id || r.ToId == query.Id),
                HasHousehold = db.HouseholdMembers.Any(m => m.CustomerId == query.Id && m.Until == null),
            })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var customer = found.Customer;
        if (customer.IsProtected && !user.May(CustomerPermissions.ReadProtected))
        {
            return new(customer.BranchId, null, new(customer.Number, found.Branch, found.Owner));
        }

        var today = Branch.DayAt(clock.GetUtcNow());
        var cipher = found.Wrapped is null ? null : vault.Open(customer.Id, found.Wrapped);
        var shown = await parts.ReadAsync(db, customer.Id, cipher, today, ct);
        return new(customer.BranchId, new CustomerOverview(
            customer, AlsoCalled.Of(customer.Name, customer.OtherName, customer.SortName), found.Branch, found.Owner,
            mayReveal: cipher is not null && RevealRights.MayReveal(user, customer.OwnerId), shown)
        {
            HasRelations = found.HasRelations,
            HasHousehold = found.HasHousehold,
        }, null);
    }
}
