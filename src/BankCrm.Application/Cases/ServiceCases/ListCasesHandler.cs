using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

internal sealed class ListCasesHandler(CrmDb db, CurrentUser user, CaseRows rows, TimeProvider clock) : IQueryHandler<ListCases, CaseList>
{
    private const int Size = 50;

    /// <summary>Subjects are sealed: to look for a text they are opened one after the other, at most so many for a page.</summary>
    private const int MostLookedAt = 2_000;

    private const int AtOnce = 250;
    private const int MostChoices = 200;

    public async Task<CaseList> HandleAsync(ListCases query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isEnded = query.View is CaseView.Ended or CaseView.ToReview;
        var cases = await NarrowedAsync(Viewed(query.Number is null ? query.View : null, now), query, now, ct);
        var (page, lookedAt) = await PageAsync(cases, query, isEnded, ct);
        var colleagues = user.May(CasePermissions.ReadAll) && user.HomeBranchId is { } home
            ? await db.CaseColleagues(home, now).Take(MostChoices).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct) : [];
        var queues = await db.WorkQueues.IgnoreAutoIncludes().Where(q => q.Takes != QueueTakes.FollowUps && (q.ClosedAt == null || q.Id == query.QueueId))
            .OrderBy(q => q.Name).ThenBy(q => q.Id).Take(MostChoices).Select(q => new Choice(q.Id, q.Name, false)).ToListAsync(ct);
        return new(page, await rows.TallyAsync(ct), await db.TopicsToChooseAsync(TopicTree.Category, query.CategoryId, ct), colleagues, queues, lookedAt);
    }

    private async Task<(Page<CaseRow> Page, int? LookedAt)> PageAsync(IQueryable<ServiceCase> cases, ListCases query, bool isEnded, CancellationToken ct)
    {
        var text = query.Text?.Trim() is { Length: > 0 } words ? words : null;
        var (shown, after, looked) = (new List<CaseRow>(), query.After, 0);
        while (true)
        {
            var most = text is null ? Size + 1 : AtOnce;
            var found = await rows.OfAsync((isEnded ? EndedAfter(cases, after) : OpenAfter(cases, query.Order, after)).Take(most), ct);
            foreach (var row in found)
            {
                if (shown.Count == Size)
                {
                    return (new(shown, after), null);
                }

                after = Cursor.Write((RankOf(row.Priority), isEnded ? row.EndedAt!.Value : IsByReceived(query.Order) ? row.ReceivedAt : row.DueAt, row.Id));
                if (text is null || Has(row, text))
                {
                    shown.Add(row);
                }
            }

            looked += found.Count;
            if (found.Count < most)
            {
                return (new(shown, null), null);
            }

            if (looked >= MostLookedAt)
            {
                return (new(shown, after), looked);
            }
        }
    }

    private static bool Has(CaseRow row, string text) =>
        $"{row.Number}" == text || row.Subject?.Contains(text, StringComparison.OrdinalIgnoreCase) is true || row.Customer?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;

    // The rank stands in every cursor and counts in one order only.
    private static IQueryable<ServiceCase> EndedAfter(IQueryable<ServiceCase> cases, string? after)
    {
        if (Cursor.TryRead<(int Rank, DateTimeOffset At, Guid Id)>(after, out var last))
        {
            cases = cases.Where(c => c.EndedAt <= last.At && (c.EndedAt < last.At || c.Id < last.Id));
        }

        return cases.OrderByDescending(c => c.EndedAt).ThenByDescending(c => c.Id);
    }

    private static IQueryable<ServiceCase> OpenAfter(IQueryable<ServiceCase> cases, CaseOrder order, string? after)
    {
        var goesOn = Cursor.TryRead<(int Rank, DateTimeOffset At, Guid Id)>(after, out var last);
        switch (order)
        {
            case CaseOrder.LatestFirst:
                cases = goesOn ? cases.Where(c => c.DueAt <= last.At && (c.DueAt < last.At || c.Id < last.Id)) : cases;
                return cases.OrderByDescending(c => c.DueAt).ThenByDescending(c => c.Id);
            case CaseOrder.OldestFirst:
                cases = goesOn ? cases.Where(c => c.ReceivedAt >= last.At && (c.ReceivedAt > last.At || c.Id > last.Id)) : cases;
                return cases.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id);
            case CaseOrder.NewestFirst:
                cases = goesOn ? cases.Where(c => c.ReceivedAt <= last.At && (c.ReceivedAt < last.At || c.Id < last.Id)) : cases;
                return cases.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
            case CaseOrder.ByPriority:
                var ranked = cases.Select(c => new
                {
                    It = c,
                    Rank = c.Priority == CasePriority.Urgent ? 0 : c.Priority == CasePriority.High ? 1 : c.Priority == CasePriority.Normal ? 2 : 3,
                });
                ranked = goesOn
                    ? ranked.Where(c => c.Rank > last.Rank || (c.Rank == last.Rank && (c.It.DueAt > last.At || (c.It.DueAt == last.At && c.It.Id > last.Id))))
                    : ranked;
                return ranked.OrderBy(c => c.Rank).ThenBy(c => c.It.DueAt).ThenBy(c => c.It.Id).Select(c => c.It);
            default:
                cases = goesOn ? cases.Where(c => c.DueAt >= last.At && (c.DueAt > last.At || c.Id > last.Id)) : cases;
                return cases.OrderBy(c => c.DueAt).ThenBy(c => c.Id);
        }
    }

    private static int RankOf(CasePriority priority) => CasePriority.Urgent - priority;

    private static bool IsByReceived(CaseOrder order) => order is CaseOrder.OldestFirst or CaseOrder.NewestFirst;

    private IQueryable<ServiceCase> Viewed(CaseView? view, DateTimeOffset now)
    {
        var seen = db.CasesSeenBy(user);
        var open = seen.Where(c => c.EndedAt == null);
        return view switch
        {
            null => seen,
            CaseView.Mine => open.Where(c => c.OwnerId == user.StaffId),
            CaseView.Branch => open.Where(c => c.OwnerId == null),
            CaseView.Late => open.Where(c => (c.DueAt < now && !c.IsPaused) || c.EscalatedAt != null),
            CaseView.ToSign => open.Where(c => (c.TimeAskedBy != null && c.TimeAskedBy != user.StaffId)
                || db.Compensations.Any(p => p.CaseId == c.Id && p.State == CompensationState.Proposed && p.ProposedBy != user.StaffId)),
            CaseView.ToReview => seen.Where(c => c.Status == CaseStatus.Resolved && c.ToldInTime == null && c.ReviewedBy == null && c.OwnerId != user.StaffId && c.EndedBy != user.StaffId
                && (c.Kind == CaseKind.Complaint || c.EscalatedAt != null)),
            CaseView.Ended => seen.Where(c => c.EndedAt != null),
            _ => open,
        };
    }

    private async Task<IQueryable<ServiceCase>> NarrowedAsync(IQueryable<ServiceCase> cases, ListCases query, DateTimeOffset now, CancellationToken ct)
    {
        if (query.CategoryId is { } category)
        {
            List<Guid?> topics = [category, .. await db.CaseTopics.Where(t => t.ParentId == category).Select(t => t.Id).ToListAsync(ct)];
            cases = cases.Where(c => topics.Contains(c.CategoryId));
        }

        var days = FollowUpDays.At(now);
        cases = query.Due switch
        {
            CaseDue.Late => cases.Where(c => c.DueAt < now && !c.IsPaused),
            CaseDue.Today => cases.Where(c => c.DueAt >= now && c.DueAt < days.Tomorrow),
            CaseDue.Week => cases.Where(c => c.DueAt >= days.Tomorrow && c.DueAt < days.NextMonday),
            CaseDue.Later => cases.Where(c => c.DueAt >= days.NextMonday),
            _ => cases,
        };
        cases = query.Number is { } number ? cases.Where(c => c.Number == number) : cases;
        cases = query.Kind is { } kind ? cases.Where(c => c.Kind == kind) : cases;
        cases = query.Priority is { } priority ? cases.Where(c => c.Priority == priority) : cases;
        cases = query.CauseId is { } cause ? cases.Where(c => c.CauseId == cause) : cases;
        cases = query.Channel is { } channel ? cases.Where(c => c.Channel == channel) : cases;
        cases = query.OwnerId is { } owner ? cases.Where(c => c.OwnerId == owner) : cases;
        cases = query.QueueId is { } queue ? cases.Where(c => c.QueueId == queue) : cases;
        return query.CustomerId is { } customer ? cases.Where(c => c.CustomerId == customer) : cases;
    }
}
