using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers;

/// <summary>Records that were merged into others: kept, and found by nobody who does not ask for them.</summary>
public static class MergedCustomers
{
    /// <summary>The name of the filter that hides them. That of the branches stands beside it and stays.</summary>
    public const string Filter = "Merged";

    extension(CrmDb db)
    {
        /// <summary>All of the user's branches, those that go on in another record too.</summary>
        public IQueryable<Customer> CustomersWithMerged => db.Customers.IgnoreQueryFilters([Filter]);
    }
}

/// <summary>In which record one that was merged goes on. Null: it was not.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetSurvivor(Guid Id);

internal sealed class GetSurvivorHandler(CrmDb db) : IQueryHandler<GetSurvivor, Guid?>
{
    public Task<Guid?> HandleAsync(GetSurvivor query, CancellationToken ct) =>
        db.CustomersWithMerged.Where(c => c.Id == query.Id).Select(c => c.MergedIntoId).SingleOrDefaultAsync(ct);
}
