using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceLevels;

/// <summary>How promises were kept that were due in a span of time, and what complaints came from.</summary>
/// <param name="From">The first day. Null: the first of the month eleven months before <paramref name="To"/>.</param>
/// <param name="To">The last day. Null: today.</param>
[Allow(CasePermissions.Report)]
public sealed record GetCaseReport(DateOnly? From = null, DateOnly? To = null, Guid? BranchId = null);

/// <summary>Promises of one kind.</summary>
/// <param name="Due">All that were due in the span, with those that are open and late: to leave them out would flatter the figure.</param>
/// <param name="Kept">Of those, in time.</param>
/// <param name="OpenAndLate">Of those not kept, still open.</param>
/// <param name="Outside">They were given to people who are no customers.</param>
public sealed record PromiseKept(CaseClockKind Kind, int Due, int Kept, int OpenAndLate, bool Outside = false)
{
    /// <summary>Between 0 and 1. Null: none was due.</summary>
    public decimal? Share => Due == 0 ? null : (decimal)Kept / Due;
}

/// <summary>Cases brought from another system, by its own word.</summary>
public sealed record ToldInTime(int All, int InTime)
{
    /// <summary>Between 0 and 1. Null: there are none.</summary>
    public decimal? Share => All == 0 ? null : (decimal)InTime / All;
}

/// <param name="Months">How many of each month of the span, from the first.</param>
public sealed record CauseRow(Guid? CauseId, TopicName? Cause, int All, IReadOnlyList<int> Months);

/// <param name="Satisfied">Of those asked, who answered 4 or 5 on a scale of 1 to 5.</param>
public sealed record CaseReport(
    DateOnly From, DateOnly To, IReadOnlyList<DateOnly> Months, IReadOnlyList<PromiseKept> Promises, ToldInTime Told, int Received, IReadOnlyList<int> ComplaintsReceived,
    IReadOnlyList<CauseRow> Causes, int Asked, int Satisfied, IReadOnlyList<CompensationSum> Compensations);

public sealed record CompensationSum(string Currency, int Count, decimal Sum);

internal sealed class GetCaseReportHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCaseReport, CaseReport>
{
    private const int MostMonths = 36;

    public async Task<CaseReport> HandleAsync(GetCaseReport query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var to = query.To ?? Branch.DayAt(now);
        var from = query.From ?? new DateOnly(to.Year, to.Month, 1).AddMonths(-11);
        from = from > to ? to : from;
        var (since, until) = (Branch.StartOf(from).ToUniversalTime(), Branch.StartOf(to.AddDays(1)).ToUniversalTime());
        List<DateOnly> months = [.. Enumerable.Range(0, MostMonths).Select(i => new DateOnly(from.Year, from.Month, 1).AddMonths(i)).TakeWhile(m => m <= to)];

        var seen = db.CasesSeenBy(user).Where(c => query.BranchId == null || c.BranchId == query.BranchId);
        var clocks = db.CaseClocks.Where(k => k.Time.DueAt >= since && k.Time.DueAt < until && seen.Any(c => c.Id == k.CaseId && c.Status != CaseStatus.Merged))
            .Where(k => k.CountedUntil != null || k.Time.DueAt < now);
        var promises = await clocks.GroupBy(k => k.Kind).Select(g => new PromiseKept(
            g.Key,
            g.Count(k => k.Time.StoppedAt != null || (k.CountedUntil ?? now) > k.Time.DueAt),
            g.Count(k => k.Time.StoppedAt != null && k.CountedUntil <= k.Time.DueAt),
            g.Count(k => k.Time.StoppedAt == null && (k.CountedUntil ?? now) > k.Time.DueAt), false)).ToListAsync(ct);
        promises.AddRange(await OutsideAsync(query, since, until, now, ct));

        var received = seen.Where(c => c.ReceivedAt >= since && c.ReceivedAt < until && c.Status != CaseStatus.Merged);
        var told = await received.Where(c => c.ToldInTime != null).GroupBy(c => 1).Select(g => new ToldInTime(g.Count(), g.Count(c => c.ToldInTime == true))).SingleOrDefaultAsync(ct);
        var byMonth = await received.Where(c => c.Kind == CaseKind.Complaint)
            .GroupBy(c => new { c.CauseId, c.ReceivedAt.AddHours(8).Year, c.ReceivedAt.AddHours(8).Month })
            .Select(g => new { g.Key.CauseId, g.Key.Year, g.Key.Month, Count = g.Count() })
            .ToListAsync(ct);
        var names = (await db.CaseTopics.Where(t => t.Tree == TopicTree.Cause).Select(t => new { t.Id, t.Name, t.ChineseName }).ToListAsync(ct))
            .ToDictionary(t => t.Id, t => new TopicName(t.Name, t.ChineseName));
        var causes = byMonth.GroupBy(m => m.CauseId)
            .Select(g => new CauseRow(
                g.Key, g.Key is { } id ? names.GetValueOrDefault(id) : null, g.Sum(m => m.Count),
                [.. months.Select(month => g.Where(m => m.Year == month.Year && m.Month == month.Month).Sum(m => m.Count))]))
            .OrderByDescending(c => c.All).ThenBy(c => c.Cause?.English, StringComparer.Ordinal)
            .ToList();
        var asked = await received.Where(c => c.Satisfaction != null).GroupBy(c => 1).Select(g => new { All = g.Count(), Good = g.Count(c => c.Satisfaction >= 4) }).SingleOrDefaultAsync(ct);
        var compensations = await db.Compensations
            .Where(p => p.State == CompensationState.Approved && p.DecidedAt >= since && p.DecidedAt < until && seen.Any(c => c.Id == p.CaseId))
            .GroupBy(p => p.Currency).Select(g => new CompensationSum(g.Key, g.Count(), g.Sum(p => p.Amount))).ToListAsync(ct);
        return new(
            from, to, months, [.. promises.OrderBy(p => p.Outside).ThenBy(p => p.Kind)], told ?? new(0, 0), await received.CountAsync(ct),
            [.. months.Select((_, i) => causes.Sum(c => c.Months[i]))], causes, asked?.All ?? 0, asked?.Good ?? 0, compensations);
    }

    // What goes on as a case of a customer is counted there.
    private Task<List<PromiseKept>> OutsideAsync(GetCaseReport query, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now, CancellationToken ct)
    {
        var seen = db.EnquiriesSeenBy(user).Where(e => e.CaseId == null && (query.BranchId == null || e.BranchId == query.BranchId));
        return db.EnquiryClocks.Where(k => k.Time.DueAt >= since && k.Time.DueAt < until && seen.Any(e => e.Id == k.EnquiryId))
            .Where(k => k.CountedUntil != null || k.Time.DueAt < now)
            .GroupBy(k => k.Kind).Select(g => new PromiseKept(
                g.Key,
                g.Count(k => k.Time.StoppedAt != null || (k.CountedUntil ?? now) > k.Time.DueAt),
                g.Count(k => k.Time.StoppedAt != null && k.CountedUntil <= k.Time.DueAt),
                g.Count(k => k.Time.StoppedAt == null && (k.CountedUntil ?? now) > k.Time.DueAt), true)).ToListAsync(ct);
    }
}
