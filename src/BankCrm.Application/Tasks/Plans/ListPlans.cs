using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>The plans of one's branches and those for every branch, by name.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll, TaskPermissions.KeepPlans)]
public sealed record ListPlans(bool? IsOn = null, PlanFor? For = null, bool? ByRule = null, string? After = null);

/// <param name="Branch">Null: it is for every branch.</param>
/// <param name="Running">Of those the reader sees.</param>
public sealed record PlanRow(Guid Id, PlanName Name, string? Branch, PlanFor For, OccasionKind? Occasion, int OccasionDays, bool IsOn, int Steps, int Running);

internal sealed class ListPlansHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListPlans, Page<PlanRow>>
{
    private const int Size = 50;

    public Task<Page<PlanRow>> HandleAsync(ListPlans query, CancellationToken ct)
    {
        var plans = db.PlansOf(user);
        plans = query.IsOn is { } isOn ? plans.Where(p => p.OnSince != null == isOn) : plans;
        plans = query.ByRule is { } byRule ? plans.Where(p => p.Occasion != null == byRule) : plans;
        plans = query.For is { } whom ? plans.Where(p => p.For == whom) : plans;
        if (Cursor.TryRead<(string Name, Guid Id)>(query.After, out var last))
        {
            plans = plans.Where(p => p.Name.CompareTo(last.Name) >= 0 && (p.Name.CompareTo(last.Name) > 0 || p.Id > last.Id));
        }

        return plans.OrderBy(p => p.Name).ThenBy(p => p.Id)
            .LeftJoin(db.Branches, p => p.ForBranchId, b => b.Id, (p, b) => new PlanRow(
                p.Id, new(p.Name, p.ChineseName), b!.Name, p.For, p.Occasion, p.OccasionDays, p.OnSince != null,
                db.PlanSteps.Count(s => db.PlanVersions.Any(v => v.Id == s.VersionId && v.PlanId == p.Id && v.Number == p.Number)),
                db.RunningPlans.Count(r => r.PlanId == p.Id && r.EndedAt == null)))
            .ToPageAsync(Size, p => (p.Name.English, p.Id), ct);
    }
}

/// <summary>One plan, with the days on which its steps would be due if it were started today.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll, TaskPermissions.KeepPlans)]
public sealed record GetPlan(Guid Id);

/// <param name="Owner">The colleague's or the queue's name, where the step names one. Null: it names a role.</param>
public sealed record PlanStepShown(PlanStepContent Content, string? Owner, DateOnly Day, bool IsFixed, bool IsWorkingDay);

/// <param name="Branch">Null: it is for every branch.</param>
/// <param name="WrittenBy">Who wrote this version. Null: it came with the product.</param>
public sealed record PlanShown(
    Guid Id, uint Version, PlanName Name, string Purpose, PlanFor For, string? Branch, OccasionKind? Occasion, int OccasionDays, DateTimeOffset? OnSince,
    int Number, DateTimeOffset WrittenAt, string? WrittenBy, IReadOnlyList<PlanStepShown> Steps, int Running, int Done, int Stopped, bool MayKeep)
{
    /// <summary>With how many customers its rule starts it in one day. Null: with all at once.</summary>
    public int? MostADay { get; init; }

    /// <summary>How many the last round left for the next day.</summary>
    public int Waiting { get; init; }
}

internal sealed class GetPlanHandler(CrmDb db, CurrentUser user, StaffNames staff, WorkingCalendar calendar, TimeProvider clock) : IQueryHandler<GetPlan, PlanShown>
{
    public async Task<PlanShown> HandleAsync(GetPlan query, CancellationToken ct)
    {
        var plan = await db.PlanAsync(query.Id, user, ct);
        var version = await db.VersionOfPlanAsync(plan, ct);
        var branch = plan.ForBranchId is { } id ? await db.Branches.Where(b => b.Id == id).Select(b => b.Name).SingleOrDefaultAsync(ct) : null;
        var counts = await db.RunningPlans.Where(r => r.PlanId == query.Id).GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var steps = await ShownAsync(version.Contents, ct);
        return new(
            plan.Id, plan.Version, new(plan.Name, plan.ChineseName), plan.Purpose, plan.For, branch, plan.Occasion, plan.OccasionDays, plan.OnSince,
            version.Number, version.WrittenAt, version.WrittenBy is { } by ? (await staff.OfAsync(db, [by], ct)).GetValueOrDefault(by) : null, steps,
            counts.GetValueOrDefault(RunningPlanStatus.Running) + counts.GetValueOrDefault(RunningPlanStatus.Paused), counts.GetValueOrDefault(RunningPlanStatus.Done),
            counts.GetValueOrDefault(RunningPlanStatus.Stopped), user.MayKeepPlan(plan.ForBranchId))
        {
            MostADay = plan.MostADay,
            Waiting = plan.MostADay is null || plan.OnSince is null ? 0 : await db.PlanScans.Where(s => s.PlanId == plan.Id).Select(s => s.Waiting).SingleOrDefaultAsync(ct),
        };
    }

    private async Task<IReadOnlyList<PlanStepShown>> ShownAsync(IReadOnlyList<PlanStepContent> contents, CancellationToken ct)
    {
        var days = PlanDates.Preview(contents, Branch.DayAt(clock.GetUtcNow()), await calendar.DaysAsync(db, ct));
        var people = await staff.OfAsync(db, contents.Select(s => s.StaffId).OfType<Guid>(), ct);
        var asked = contents.Select(s => s.QueueId).OfType<Guid>().Distinct().ToList();
        var queues = asked.Count == 0 ? [] : await db.WorkQueues.Where(q => asked.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        return
        [
            .. days.Select(d => new PlanStepShown(
                d.Step, d.Step.StaffId is { } person ? people.GetValueOrDefault(person) : d.Step.QueueId is { } queue ? queues.GetValueOrDefault(queue) : null,
                d.Day, d.IsFixed, d.IsWorkingDay)),
        ];
    }
}

/// <summary>How a plan is written, and what can be chosen for it.</summary>
/// <param name="Id">Null: a new one.</param>
/// <param name="BranchId">For which branch a new one would be; of one that is there, its own counts.</param>
[Allow(TaskPermissions.KeepPlans)]
public sealed record GetPlanForm(Guid? Id = null, Guid? BranchId = null);

/// <param name="Branches">That can be chosen for a new one; empty for who sees one.</param>
/// <param name="ForAll">A new one can be for every branch.</param>
/// <param name="Queues">Of its branch.</param>
public sealed record PlanForm(KeepPlan Plan, IReadOnlyList<Choice> Branches, bool ForAll, IReadOnlyList<Choice> Queues, IReadOnlyList<Choice> Colleagues);

internal sealed class GetPlanFormHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetPlanForm, PlanForm>
{
    public async Task<PlanForm> HandleAsync(GetPlanForm query, CancellationToken ct)
    {
        if (query.Id is not { } id)
        {
            var branches = await db.Branches.Where(b => b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
                .OrderBy(b => b.Kind == BranchKind.Branch ? 0 : 1).ThenBy(b => b.Code).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
            var first = user.SeesAllBranches ? query.BranchId : query.BranchId ?? user.HomeBranchId ?? branches.Select(b => (Guid?)b.Id).FirstOrDefault();
            return await WithOwnersAsync(
                new() { BranchId = first, Steps = [new()] }, first is { } at && branches.Exists(b => b.Id == at) ? at : null, user.SeesAllBranches || branches.Count > 1 ? branches : [], ct);
        }

        var plan = await db.PlanAsync(id, user, ct);
        user.DemandKeepPlan(plan.ForBranchId);
        var kept = new KeepPlan
        {
            Id = plan.Id,
            Version = plan.Version,
            BranchId = plan.ForBranchId,
            Name = plan.Name,
            ChineseName = plan.ChineseName,
            Purpose = plan.Purpose,
            For = plan.For,
            Occasion = plan.Occasion,
            OccasionDays = plan.OccasionDays,
            MostADay = plan.MostADay,
            Steps = [.. (await db.VersionOfPlanAsync(plan, ct)).Contents.Select(PlanStepInput.Of)],
        };
        return await WithOwnersAsync(kept, plan.ForBranchId, [], ct);
    }

    private async Task<PlanForm> WithOwnersAsync(KeepPlan plan, Guid? branchId, IReadOnlyList<Choice> branches, CancellationToken ct) => branchId is { } branch
        ? new(
            plan, branches, user.SeesAllBranches, await db.QueueChoicesAsync(branch, QueueTakes.FollowUps, ct),
            await db.FollowUpColleagues(branch, clock.GetUtcNow()).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct))
        : new(plan, branches, user.SeesAllBranches, [], []);
}
