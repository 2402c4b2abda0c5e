using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Branches;

[Allow(AdminPermissions.Read)]
public sealed record ListBranches;

/// <param name="Depth">0 for the bank, 1 for what stands under it, 2 for what stands under that.</param>
public sealed record BranchRow(Guid Id, int Depth, string Code, string Name, BranchKind Kind, string City, DateTimeOffset? ClosedAt, int Staff);

internal sealed class ListBranchesHandler(CrmDb db) : IQueryHandler<ListBranches, IReadOnlyList<BranchRow>>
{
    public async Task<IReadOnlyList<BranchRow>> HandleAsync(ListBranches query, CancellationToken ct)
    {
        var branches = await db.Branches.OrderBy(b => b.Code).ToListAsync(ct);
        var staff = await db.Staff.Where(s => s.DisabledAt == null).GroupBy(s => s.HomeBranchId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var children = branches.ToLookup(b => b.ParentId);
        return [.. Under(null, 0)];

        IEnumerable<BranchRow> Under(Guid? parent, int depth) => children[parent].SelectMany(b => Under(b.Id, depth + 1)
            .Prepend(new(b.Id, depth, b.Code, b.Name, b.Kind, b.City, b.ClosedAt, staff.GetValueOrDefault(b.Id))));
    }
}
