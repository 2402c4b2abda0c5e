using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Customers.BulkChanges;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>What would become of the customers of a selection, and who may be chosen. Without a kind: only who may be chosen.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record PreviewBulkChange(Guid SelectionId, BulkKind? Kind, Guid? OwnerId, string? Tag);

/// <param name="Fates">How many of each; empty without a kind.</param>
/// <param name="Colleagues">Of the branches of the selection.</param>
public sealed record BulkPreview(IReadOnlyDictionary<BulkFate, int> Fates, IReadOnlyList<Choice> Colleagues, string? Owner);

internal sealed class PreviewBulkChangeHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<PreviewBulkChange, BulkPreview>
{
    private const int MostBranches = 10;

    public async Task<BulkPreview> HandleAsync(PreviewBulkChange query, CancellationToken ct)
    {
        await db.SelectionAsync(query.SelectionId, user, clock.GetUtcNow(), ct);
        var parts = await db.PartsOfSelection(query.SelectionId).ToListAsync(ct);
        var branches = parts.Select(p => p.BranchId).Distinct().Take(MostBranches).ToList();
        var colleagues = await db.Staff.Where(s => s.DisabledAt == null && branches.Contains(s.HomeBranchId))
            .OrderBy(s => s.Name).Select(s => new Choice(s.Id, s.Name)).ToListAsync(ct);
        var fates = new Dictionary<BulkFate, int>();
        if (query.Kind is not { } kind)
        {
            return new(fates, colleagues, null);
        }

        var wish = await BulkWishReader.ReadAsync(db, user, kind, query.OwnerId, query.Tag, ct);
        foreach (var part in parts)
        {
            var ids = part.CustomerIds;
            var targets = await db.Customers.Where(c => ids.Contains(c.Id))
                .Select(c => new BulkTarget(c.Id, c.BranchId, c.OwnerId, c.Tags, c.IsProtected, c.Version, c.ChangedBy))
                .ToDictionaryAsync(c => c.Id, ct);
            for (var i = 0; i < ids.Length; i++)
            {
                var fate = BulkRule.FateOf(targets.GetValueOrDefault(ids[i]), part.Versions[i], wish, user);
                fates[fate] = fates.GetValueOrDefault(fate) + 1;
            }
        }

        return new(fates, colleagues, colleagues.FirstOrDefault(c => c.Id == wish.OwnerId)?.Name);
    }
}
