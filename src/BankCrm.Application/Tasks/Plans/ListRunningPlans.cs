using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.Plans;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

public enum RunningPlanView
{
    [Means("Running plans")] Running,
    [Means("Paused plans")] Paused,
    [Means("Ended plans")] Ended,
}

/// <summary>Plans that run, or that have ended; started last first.</summary>
/// <param name="Mine">Started by the reader, or with a customer they look after.</param>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record ListRunningPlans(
    RunningPlanView View = RunningPlanView.Running, Guid? PlanId = null, bool Mine = false, Guid? CustomerId = null, string? After = null);

/// <param name="Customer">Null: a protected record that this colleague may not open.</param>
/// <param name="Over">How many of its steps are.</param>
/// <param name="Next">What is open now, and is due first. Null: nothing is.</param>
/// <param name="With">Who has that. Null: the branch.</param>
/// <param name="StartedBy">Null: a rule.</param>
public sealed record RunningPlanRow(
    Guid Id, PlanName Plan, Guid CustomerId, string? Customer, RunningPlanStatus Status, int Over, int Steps, string? Next, DateTimeOffset? NextDueAt, string? With,
    DateTimeOffset StartedAt, string? StartedBy, OccasionKind? Occasion, DateTimeOffset? EndedAt)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <param name="Plans">That one can narrow the list to.</param>
/// <param name="About">The customer to whom the list is narrowed. Null: to none, or to a protected record.</param>
public sealed record RunningPlanList(Page<RunningPlanRow> Plans, IReadOnlyList<(Guid Id, PlanName Name)> Choices, string? About);

internal sealed class ListRunningPlansHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<ListRunningPlans, RunningPlanList>
{
    private const int Size = 50;
    private const int MostChoices = 200;

    public async Task<RunningPlanList> HandleAsync(ListRunningPlans query, CancellationToken ct)
    {
        var page = await Narrowed(query).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id)
            .Join(db.ActionPlans, r => r.PlanId, p => p.Id, (r, p) => new { Running = r, Plan = p })
            .LeftJoin(db.Customers, r => r.Running.CustomerId, c => c.Id, (r, c) => new
            {
                r.Running.Id,
                r.Running.CustomerId,
                r.Running.Status,
                r.Running.StartedAt,
                r.Running.StartedBy,
                r.Running.Occasion,
                r.Running.EndedAt,
                r.Plan.Name,
                r.Plan.ChineseName,
                Kind = r.Plan.Occasion,
                Customer = c!.Name,
                IsProtected = (bool?)c.IsProtected,
                HasDied = c.DiedOn != null,
                Over = db.RunningSteps.Count(s => s.RunningPlanId == r.Running.Id && s.Status != RunningStepStatus.Waiting && s.Status != RunningStepStatus.Begun),
                Steps = db.RunningSteps.Count(s => s.RunningPlanId == r.Running.Id),
                Next = db.RunningSteps.Where(s => s.RunningPlanId == r.Running.Id && s.Status == RunningStepStatus.Begun)
                    .Join(db.FollowUps, s => s.FollowUpId, f => f.Id, (s, f) => new { f.Subject, f.DueAt, f.OwnerId, f.Id })
                    .OrderBy(f => f.DueAt).ThenBy(f => f.Id).FirstOrDefault(),
            })
            .ToPageAsync(Size, r => (r.StartedAt, r.Id), ct);
        var names = await staff.OfAsync(db, page.Items.SelectMany(r => new[] { r.StartedBy, r.Next?.OwnerId }).OfType<Guid>(), ct);
        return new(
            new(
                [
                    .. page.Items.Select(r => new RunningPlanRow(
                        r.Id, new(r.Name, r.ChineseName), r.CustomerId, user.MayName(r.IsProtected) ? r.Customer : null, r.Status, r.Over, r.Steps,
                        r.Next?.Subject, r.Next?.DueAt, NameOf(r.Next?.OwnerId), r.StartedAt, NameOf(r.StartedBy), r.Occasion is null ? null : r.Kind, r.EndedAt) { HasDied = r.HasDied && user.MayName(r.IsProtected) }),
                ],
                page.Next),
            [.. (await db.PlansOf(user).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MostChoices).Select(p => new { p.Id, p.Name, p.ChineseName }).ToListAsync(ct))
                .Select(p => (p.Id, new PlanName(p.Name, p.ChineseName)))],
            await db.NameForAsync(user, query.CustomerId, ct));

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    private IQueryable<RunningPlan> Narrowed(ListRunningPlans query)
    {
        var running = query.View switch
        {
            RunningPlanView.Paused => db.RunningPlans.Where(r => r.EndedAt == null && r.Status == RunningPlanStatus.Paused),
            RunningPlanView.Ended => db.RunningPlans.Where(r => r.EndedAt != null),
            _ => db.RunningPlans.Where(r => r.EndedAt == null && r.Status == RunningPlanStatus.Running),
        };
        running = query.PlanId is { } plan ? running.Where(r => r.PlanId == plan) : running;
        running = query.CustomerId is { } customer ? running.Where(r => r.CustomerId == customer) : running;
        running = query.Mine ? running.Where(r => r.StartedBy == user.StaffId || db.Customers.Any(c => c.Id == r.CustomerId && c.OwnerId == user.StaffId)) : running;
        return Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last)
            ? running.Where(r => r.StartedAt <= last.At && (r.StartedAt < last.At || r.Id < last.Id))
            : running;
    }
}

/// <summary>The plans that run with a customer, for their page, which has recorded that it was opened.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetPlansWith(Guid CustomerId);

public sealed record PlanWith(Guid Id, PlanName Name, RunningPlanStatus Status, int Over, int Steps, string? Next, DateTimeOffset? NextDueAt);

internal sealed class GetPlansWithHandler(CrmDb db) : IQueryHandler<GetPlansWith, IReadOnlyList<PlanWith>>
{
    private const int Most = 5;

    public async Task<IReadOnlyList<PlanWith>> HandleAsync(GetPlansWith query, CancellationToken ct) =>
        [
            .. (await db.RunningPlans.Where(r => r.CustomerId == query.CustomerId && r.EndedAt == null)
                .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(Most)
                .Join(db.ActionPlans, r => r.PlanId, p => p.Id, (r, p) => new
                {
                    r.Id,
                    p.Name,
                    p.ChineseName,
                    r.Status,
                    Over = db.RunningSteps.Count(s => s.RunningPlanId == r.Id && s.Status != RunningStepStatus.Waiting && s.Status != RunningStepStatus.Begun),
                    Steps = db.RunningSteps.Count(s => s.RunningPlanId == r.Id),
                    Next = db.RunningSteps.Where(s => s.RunningPlanId == r.Id && s.Status == RunningStepStatus.Begun)
                        .Join(db.FollowUps, s => s.FollowUpId, f => f.Id, (s, f) => new { f.Subject, f.DueAt, f.Id })
                        .OrderBy(f => f.DueAt).ThenBy(f => f.Id).FirstOrDefault(),
                })
                .ToListAsync(ct))
                .Select(r => new PlanWith(r.Id, new(r.Name, r.ChineseName), r.Status, r.Over, r.Steps, r.Next?.Subject, r.Next?.DueAt)),
        ];
}
