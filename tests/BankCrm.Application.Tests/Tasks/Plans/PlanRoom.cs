using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Tasks.Plans;

/// <summary>A branch in which plans are written and started.</summary>
internal sealed class PlanRoom(TestCrm crm, TestBranch branch)
{
    public static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];
    public static readonly string[] Rm = [.. Teller, TaskPermissions.Give, TaskPermissions.StartPlans];
    public static readonly string[] Managing = [.. Rm, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepPlans];

    public TestBranch Branch => branch;

    public TestStaff Manager { get; private set; } = null!;

    public TestStaff Starter { get; private set; } = null!;

    public static async Task<PlanRoom> OfAsync(TestCrm crm)
    {
        var room = new PlanRoom(crm, crm.NewBranch());
        (room.Manager, room.Starter) = (await room.Branch.HasStaffAsync(Managing), await room.Branch.HasStaffAsync(Rm));
        return room;
    }

    public static PlanStepInput Step(string subject, int days = 1, PlanFrom from = PlanFrom.Start, FollowUpOutcome? onlyAfter = null, string owner = nameof(PlanOwner.Starter)) =>
        new() { Subject = subject, Days = days, Unit = PlanDays.Calendar, From = from, OnlyAfter = onlyAfter, Owner = owner };

    /// <summary>A plan of the branch that is switched on.</summary>
    public Task<Guid> HasPlanAsync(params PlanStepInput[] steps) => HasPlanAsync(null, 0, steps);

    public Task<Guid> HasPlanAsync(OccasionKind? occasion, int days, params PlanStepInput[] steps) => HasPlanAsync(occasion, days, mostADay: null, steps);

    public async Task<Guid> HasPlanAsync(OccasionKind? occasion, int days, int? mostADay, params PlanStepInput[] steps)
    {
        var plan = new KeepPlan { BranchId = branch.Id, Name = $"Plan {Guid.NewGuid():n}", Occasion = occasion, OccasionDays = days, MostADay = mostADay, Steps = steps };
        await crm.As(Manager).SendAsync(plan);
        await crm.As(Manager).SendAsync(new SwitchPlan(plan.Id, await VersionAsync<ActionPlan>(plan.Id), IsOn: true));
        return plan.Id;
    }

    public async Task<Guid> StartedAsync(Guid plan, Guid customer)
    {
        var start = new StartPlan(Guid.CreateVersion7(), plan, customer);
        await crm.As(Starter).SendAsync(start);
        return start.Id;
    }

    /// <summary>The open follow-ups of a running plan, what is due first on top.</summary>
    public Task<List<FollowUp>> OpenAsync(Guid running) => crm.ReadAsync(db => db.FollowUps
        .Where(f => f.EndedAt == null && db.RunningSteps.Any(s => s.FollowUpId == f.Id && s.RunningPlanId == running)).OrderBy(f => f.DueAt).ThenBy(f => f.Id).ToListAsync());

    public async Task CompleteAsync(FollowUp followUp, FollowUpOutcome outcome, TestStaff? by = null) => await crm.As(by ?? Starter).SendAsync(
        new CompleteFollowUp { Id = followUp.Id, Version = await VersionAsync<FollowUp>(followUp.Id), Outcome = outcome });

    public Task<RunningPlanShown> ShownAsync(Guid running, TestStaff? to = null) => crm.As(to ?? Manager).AskAsync<GetRunningPlan, RunningPlanShown>(new(running));

    public Task<uint> VersionAsync<T>(Guid id) where T : Domain.Common.Entity => crm.ReadAsync(db => db.Set<T>().Where(e => e.Id == id).Select(e => e.Version).SingleAsync());
}
