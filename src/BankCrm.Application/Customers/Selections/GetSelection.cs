using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>A frozen selection as it is shown before something is done with it.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetSelection(Guid Id);

/// <param name="LeftOut">Protected records that matched too.</param>
/// <param name="Words">The filter in words; empty: no filter.</param>
/// <param name="Sample">The first of them.</param>
/// <param name="Branches">Which branches they are of, and how many of each.</param>
public sealed record SelectionShown(
    Guid Id, int Count, int LeftOut, string Words, string Address, DateTimeOffset ChosenAt, DateTimeOffset ExpiresAt,
    IReadOnlyList<CustomerRow> Sample, IReadOnlyList<(Guid BranchId, string Name, int Count)> Branches);

internal sealed class GetSelectionHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetSelection, SelectionShown>
{
    private const int SampleSize = 10;

    private static readonly CustomerColumn[] SampleColumns =
        [CustomerColumn.Name, CustomerColumn.Number, CustomerColumn.Tier, CustomerColumn.Stage, CustomerColumn.Owner, CustomerColumn.Tags];

    public async Task<SelectionShown> HandleAsync(GetSelection query, CancellationToken ct)
    {
        var selection = await db.SelectionAsync(query.Id, user, clock.GetUtcNow(), ct);
        var first = await db.PartsOfSelection(query.Id).Select(p => p.CustomerIds).FirstOrDefaultAsync(ct) ?? [];
        var some = first.Take(SampleSize).ToList();
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var rows = await db.Customers.Where(c => some.Contains(c.Id)).OrderBy(c => c.Id).Select(RowProjection.Of(SampleColumns, db)).ToListAsync(ct);
        var counts = await db.PartsOfSelection(query.Id).Select(p => new { p.BranchId, Count = p.CustomerIds.Length }).ToListAsync(ct);
        var branches = counts.Select(c => c.BranchId).Distinct().ToList();
        var names = await db.Branches.Where(b => branches.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        return new(
            selection.Id, selection.Count, selection.LeftOut, selection.Words, selection.Address, selection.ChosenAt, selection.ExpiresAt,
            [.. rows.Select(row => row.ToRow(seesProtected))],
            [.. counts.GroupBy(c => c.BranchId).Select(b => (b.Key, names[b.Key], b.Sum(c => c.Count))).OrderByDescending(b => b.Item3)]);
    }
}
