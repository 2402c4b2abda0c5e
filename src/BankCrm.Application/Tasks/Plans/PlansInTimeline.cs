using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Which plans were started with a customer, and how they ended. What was done in them are follow-ups.</summary>
[Policy]
internal sealed class PlansInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => FollowUpRights.SeeAny;

    public TimelineTopic Topic => TimelineTopic.FollowUps;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var plans = db.RunningPlans.Where(r => r.CustomerId == span.CustomerId);
        var acts = await plans.Where(r => r.StartedAt <= span.Until).Select(r => new { r.Id, r.PlanId, At = r.StartedAt, By = r.StartedBy, r.Status, IsEnd = false })
            .Concat(plans.Where(r => r.EndedAt != null && r.EndedAt <= span.Until).Select(r => new { r.Id, r.PlanId, At = r.EndedAt!.Value, By = r.EndedBy, r.Status, IsEnd = true }))
            .Join(db.ActionPlans, r => r.PlanId, p => p.Id, (r, p) => new { r.Id, r.At, r.By, r.Status, r.IsEnd, p.Name, p.ChineseName })
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Id)
            .Take(span.Limit)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, acts.Select(r => r.By).OfType<Guid>(), ct);
        return
        [
            .. acts.Select(r => new TimelineEntry(
                r.IsEnd ? EndOf(r.Id) : r.Id, r.At, !r.IsEnd ? "route" : r.Status is RunningPlanStatus.Stopped ? "circle-x" : "circle-check",
                !r.IsEnd ? "Action plan started: {0}" : r.Status is RunningPlanStatus.Stopped ? "Action plan stopped: {0}" : "Action plan done: {0}", new PlanName(r.Name, r.ChineseName).Here)
            {
                Who = r.By is { } by ? names.GetValueOrDefault(by) : null,
                Path = $"/tasks/plans/running/{r.Id}",
            }),
        ];
    }

    // One plan tells two things: each needs an id of its own, the same on every page.
    private static Guid EndOf(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[^1] ^= 1;
        return new(bytes);
    }
}
