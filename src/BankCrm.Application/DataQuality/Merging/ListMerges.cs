using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>Which merges a list shows.</summary>
public enum MergeFilter
{
    [Means("Waiting for my decision")] ForMe,
    [Means("Waiting for approval")] Proposed,
    [Means("Merged")] Done,
    [Means("Turned down")] TurnedDown,
    [Means("Withdrawn")] Withdrawn,
    [Means("Undone")] Undone,
}

/// <summary>Merges whose two records are of the user's branches, the newest first.</summary>
[Allow(MergePermissions.Propose, MergePermissions.Approve)]
public sealed record ListMerges(MergeFilter? State = null, string? After = null);

/// <param name="SurvivorName">Empty: the record is protected, and not for this user.</param>
public sealed record MergeRow(
    Guid Id, string SurvivorNumber, string SurvivorName, string LoserNumber, string LoserName, string Branch, string? ProposedBy,
    DateTimeOffset ProposedAt, MergeStatus Status, bool HasExpired);

internal sealed class ListMergesHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListMerges, Page<MergeRow>>
{
    private const int PageSize = 50;

    public async Task<Page<MergeRow>> HandleAsync(ListMerges query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var merges = Matching(query.State, now);
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            merges = merges.Where(m => m.Id < last);
        }

        var page = await merges
            .OrderByDescending(m => m.Id)
            .Join(db.CustomersWithMerged, m => m.SurvivorId, c => c.Id, (m, c) => new { Merge = m, Survivor = c })
            .Join(db.CustomersWithMerged, m => m.Merge.LoserId, c => c.Id, (m, c) => new { m.Merge, m.Survivor, Loser = c })
            .Join(db.Branches, m => m.Merge.BranchId, b => b.Id, (m, b) => new { m.Merge, m.Survivor, m.Loser, Branch = b.Name })
            .ToPageAsync(PageSize, m => m.Merge.Id, ct);
        var names = await staff.OfAsync(db, page.Items.Select(m => m.Merge.ProposedBy), ct);
        return new(
            [.. page.Items.Select(m => new MergeRow(
                m.Merge.Id, m.Survivor.Number, NameOf(m.Survivor), m.Loser.Number, NameOf(m.Loser), m.Branch, names.GetValueOrDefault(m.Merge.ProposedBy),
                m.Merge.ProposedAt, m.Merge.Status, m.Merge.HasExpired(now)))],
            page.Next);
    }

    private IQueryable<Merge> Matching(MergeFilter? state, DateTimeOffset now)
    {
        var (me, oldest) = (user.StaffId, now - Merge.Validity);
        return state switch
        {
            null => db.Merges,
            MergeFilter.ForMe => db.Merges.Where(m => m.Status == MergeStatus.Proposed && m.ProposedBy != me && m.ProposedAt >= oldest),
            MergeFilter.Proposed => db.Merges.Where(m => m.Status == MergeStatus.Proposed),
            MergeFilter.Done => db.Merges.Where(m => m.Status == MergeStatus.Done),
            MergeFilter.TurnedDown => db.Merges.Where(m => m.Status == MergeStatus.TurnedDown),
            MergeFilter.Withdrawn => db.Merges.Where(m => m.Status == MergeStatus.Withdrawn),
            _ => db.Merges.Where(m => m.Status == MergeStatus.Undone),
        };
    }

    private string NameOf(Customer customer) => user.MayOpen(customer.IsProtected) ? customer.Name : "";
}

/// <summary>The merges a customer's record was part of, the newest first.</summary>
[Allow(MergePermissions.Propose, MergePermissions.Approve)]
public sealed record GetCustomerMerges(Guid CustomerId);

/// <param name="Survived">The customer's record is the one that goes on.</param>
public sealed record CustomerMerge(Guid Id, string OtherNumber, bool Survived, MergeStatus Status, DateTimeOffset ProposedAt);

internal sealed class GetCustomerMergesHandler(CrmDb db) : IQueryHandler<GetCustomerMerges, IReadOnlyList<CustomerMerge>>
{
    private const int Most = 5;

    public async Task<IReadOnlyList<CustomerMerge>> HandleAsync(GetCustomerMerges query, CancellationToken ct) => await db.Merges
        .Where(m => m.SurvivorId == query.CustomerId || m.LoserId == query.CustomerId)
        .OrderByDescending(m => m.Id)
        .Take(Most)
        .Join(
            db.CustomersWithMerged, m => m.SurvivorId == query.CustomerId ? m.LoserId : m.SurvivorId, c => c.Id,
            (m, c) => new CustomerMerge(m.Id, c.Number, m.SurvivorId == query.CustomerId, m.Status, m.ProposedAt))
        .ToListAsync(ct);
}
