using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>What was planned about a customer and what came of it.</summary>
[Policy]
internal sealed class FollowUpsInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => FollowUpRights.SeeAny;

    public TimelineTopic Topic => TimelineTopic.FollowUps;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var steps = await db.FollowUps.SeenBy(span.User).Where(f => f.CustomerId == span.CustomerId)
            .Join(db.FollowUpSteps, f => f.Id, s => s.FollowUpId, (f, s) => new { s.Id, s.FollowUpId, s.Kind, s.At, s.By, f.Subject, f.Outcome })
            .Where(s => s.At <= span.Until && (s.Kind == FollowUpStepKind.Planned || s.Kind == FollowUpStepKind.Completed || s.Kind == FollowUpStepKind.Dropped))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id)
            .Take(span.Limit)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, steps.Select(s => s.By).OfType<Guid>(), ct);
        return
        [
            .. steps.Select(s => (s.Kind switch
            {
                FollowUpStepKind.Planned => new TimelineEntry(s.Id, s.At, Icon: "calendar-plus", "Follow-up planned: {0}", s.Subject),
                FollowUpStepKind.Completed when s.Outcome is { } outcome => new TimelineEntry(s.Id, s.At, Icon: "circle-check", "Follow-up completed: {0} ({1})", s.Subject, outcome),
                FollowUpStepKind.Completed => new TimelineEntry(s.Id, s.At, Icon: "circle-check", "Follow-up completed: {0}", s.Subject),
                _ => new TimelineEntry(s.Id, s.At, Icon: "circle-x", "Follow-up dropped: {0}", s.Subject),
            }) with
            {
                Who = s.By is { } by ? names.GetValueOrDefault(by) : null,
                Path = $"/tasks/{s.FollowUpId}",
            }),
        ];
    }
}

/// <summary>Which follow-ups are due with a customer; what is overdue stands at today.</summary>
[Policy]
internal sealed class FollowUpsComing : IUpcomingSource
{
    public string Permission => FollowUpRights.SeeAny;

    public IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span)
    {
        var (from, end) = (Branch.StartOf(span.From).ToUniversalTime(), Branch.StartOf(span.Until.AddDays(1)).ToUniversalTime());
        var today = span.From;
        return db.FollowUps.SeenBy(user)
            .Where(f => f.CustomerId == span.CustomerId && f.EndedAt == null && f.DueAt < end)
            .Select(f => new UpcomingRow
            {
                Day = f.DueAt < from ? today : DateOnly.FromDateTime(f.DueAt.AddHours(8).UtcDateTime),
                Id = f.Id,
                Word = f.Subject,
                Amount = 0m,
                Currency = "",
            });
    }

    public UpcomingEvent Tell(UpcomingRow row) => new(row.Day, Icon: "calendar-event", "Follow-up: {0}", row.Word) { Path = $"/tasks/{row.Id}" };
}
