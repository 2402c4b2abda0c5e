using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Application.Tasks.Reminders;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Starts plans, and turns their steps into follow-ups when their turn comes: in the transaction of whatever brought it about.</summary>
[Policy]
internal sealed class PlanTurns(WorkingCalendar calendar)
{
    /// <param name="id">Of the plan that runs from now on.</param>
    /// <param name="occasion">Null: somebody starts it by hand.</param>
    public async Task StartAsync(CrmDb db, IPlanGate gate, Guid id, ActionPlan plan, Customer customer, string? occasion, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        await gate.TakeStartAsync(plan.Id, customer.Id, ct);
        plan.RefuseStart(customer.Kind, customer.Stage);
        Refuse.If(plan.ForBranchId is { } branch && branch != customer.BranchId, "This plan is another branch's.");
        Refuse.If(
            await db.RunningPlans.AnyAsync(r => r.PlanId == plan.Id && r.CustomerId == customer.Id && r.EndedAt == null, ct), "The plan runs with this customer already.");
        var version = await db.VersionOfPlanAsync(plan, ct);
        var running = RunningPlan.Start(id, customer, version, user.StaffId, occasion, now);
        db.Add(running);
        await TakeTurnsAsync(db, running, version.Contents, customer, user, now, ct);
    }

    /// <summary>A follow-up was completed or dropped. Where it belongs to no plan nothing comes of it.</summary>
    public async Task EndedAsync(CrmDb db, IPlanGate gate, FollowUp followUp, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        if (await RunningPlanOfAsync(db, gate, followUp, ct) is { } running)
        {
            running.StepEnded(followUp, now);
            await TakeTurnsAsync(db, running, user, now, ct);
        }
    }

    public static async Task ReopenedAsync(CrmDb db, IPlanGate gate, FollowUp followUp, CancellationToken ct)
    {
        if (await RunningPlanOfAsync(db, gate, followUp, ct) is { } running)
        {
            running.StepReopened(followUp);
        }
    }

    /// <summary>Looks whose turn it is, or whether it has to pause or can go on.</summary>
    public async Task TakeTurnsAsync(CrmDb db, RunningPlan running, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        var contents = (await db.PlanVersions.Include(v => v.Steps).SingleAsync(v => v.Id == running.VersionId, ct)).Contents;
        if (await db.Customers.SingleOrDefaultAsync(c => c.Id == running.CustomerId, ct) is { } customer)
        {
            await TakeTurnsAsync(db, running, contents, customer, user, now, ct);
        }
        else
        {
            running.Pause(); // their record went on in another branch: who sees both lets it go on
        }
    }

    private async Task TakeTurnsAsync(
        CrmDb db, RunningPlan running, IReadOnlyList<PlanStepContent> contents, Customer customer, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        var turns = running.TakeTurns(contents, customer, await calendar.DaysAsync(db, ct), user.StaffId, now);
        if (turns.Count == 0)
        {
            return;
        }

        var desk = await PlanDesk.OfAsync(db, running.BranchId, turns.Select(t => t.Content), now, ct);
        foreach (var (step, content) in turns)
        {
            var queue = desk.QueueFor(content);
            var owner = queue is null ? desk.OwnerFor(content, customer.OwnerId, running.StartedBy) : null;
            var followUp = FollowUp.For(
                step.FollowUpId!.Value, running.BranchId, running.CustomerId, new(content.Subject, content.Kind, content.Priority, new(step.DueOn!.Value, null)), owner,
                running.StartedBy, now, queue: queue);
            db.Add(followUp);
            db.Tell(NoticeKind.Given, followUp, owner, user.StaffId, now);
        }
    }

    private static async Task<RunningPlan?> RunningPlanOfAsync(CrmDb db, IPlanGate gate, FollowUp followUp, CancellationToken ct) =>
        await db.RunningSteps.Where(s => s.FollowUpId == followUp.Id).Select(s => (Guid?)s.RunningPlanId).SingleOrDefaultAsync(ct) is { } id
            ? await db.RunningPlanAsync(id, seen: null, gate, ct)
            : null;
}

/// <summary>Who of a branch can get steps now.</summary>
internal sealed record PlanDesk(IReadOnlyList<(Guid Id, string Name)> AtWork, Guid? Manager, IReadOnlySet<Guid> Queues)
{
    /// <param name="steps">That are to be given: only what they need is looked up.</param>
    public static async Task<PlanDesk> OfAsync(CrmDb db, Guid branchId, IEnumerable<PlanStepContent> steps, DateTimeOffset now, CancellationToken ct)
    {
        var asked = steps.Select(s => s.Owner).ToHashSet();
        var atWork = await db.FollowUpColleagues(branchId, now).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var manager = asked.Contains(PlanOwner.Manager) ? await ManagerAsync(db, branchId, now, ct) : null;
        HashSet<Guid> queues = asked.Contains(PlanOwner.Queue) ? [.. await db.QueuesFor(branchId, QueueTakes.FollowUps).Select(q => q.Id).ToListAsync(ct)] : [];
        return new([.. atWork.Select(s => (s.Id, s.Name))], manager, queues);
    }

    /// <summary>Null: it goes to no queue, or that one was closed.</summary>
    public Guid? QueueFor(PlanStepContent step) => step is { Owner: PlanOwner.Queue, QueueId: { } queue } && Queues.Contains(queue) ? queue : null;

    /// <summary>Null: it lies with the branch.</summary>
    public Guid? OwnerFor(PlanStepContent step, Guid? looksAfter, Guid? starter)
    {
        var meant = step.Owner switch
        {
            PlanOwner.LooksAfter => looksAfter,
            PlanOwner.Starter => starter ?? looksAfter,
            PlanOwner.Manager => Manager,
            PlanOwner.Person => step.StaffId,
            _ => null,
        };
        return meant is { } person && AtWork.Any(s => s.Id == person) ? person : null;
    }

    // The first who is not away; where all are, the first.
    private static async Task<Guid?> ManagerAsync(CrmDb db, Guid branchId, DateTimeOffset now, CancellationToken ct)
    {
        var managers = await db.FollowUpManagers(branchId, now).Where(s => s.HomeBranchId == branchId).Select(s => s.Id).ToListAsync(ct);
        var away = await db.Absences.HoldingOn(Branch.DayAt(now)).Where(a => managers.Contains(a.StaffId)).Select(a => a.StaffId).ToListAsync(ct);
        return managers.Except(away).Concat(managers).Select(m => (Guid?)m).FirstOrDefault();
    }
}
