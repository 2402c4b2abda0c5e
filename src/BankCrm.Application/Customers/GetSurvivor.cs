using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers;

/// <summary>In which record one that was merged goes on. Null: it was not.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetSurvivor(Guid Id);

internal sealed class GetSurvivorHandler(CrmDb db) : IQueryHandler<GetSurvivor, Guid?>
{
    public Task<Guid?> HandleAsync(GetSurvivor query, CancellationToken ct) =>
        db.CustomersWithMerged.Where(c => c.Id == query.Id).Select(c => c.MergedIntoId).SingleOrDefaultAsync(ct);
}
