using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Plans;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Starts a plan with a customer.</summary>
/// <param name="Id">Carried by the form, so that a double click starts one.</param>
[Allow(TaskPermissions.StartPlans)]
public sealed record StartPlan(Guid Id, Guid PlanId, Guid CustomerId);

internal sealed class StartPlanValidator : AbstractValidator<StartPlan>
{
    public StartPlanValidator()
    {
        RuleFor(p => p.Id).NotEmpty();
        RuleFor(p => p.PlanId).NotEmpty();
        RuleFor(p => p.CustomerId).NotEmpty();
    }
}

internal sealed class StartPlanHandler(CrmDb db, CurrentUser user, IPlanGate gate, PlanTurns turns, TimeProvider clock) : ICommandHandler<StartPlan>
{
    public async Task HandleAsync(StartPlan command, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        var plan = await db.PlanAsync(command.PlanId, user, ct);
        await turns.StartAsync(db, gate, command.Id, plan, customer, occasion: null, user, clock.GetUtcNow(), ct);
    }
}

/// <summary>Starts a plan with a customer because of an occasion; of each occasion once. For the rule itself.</summary>
/// <param name="Occasion">Its key.</param>
[Allow(TaskPermissions.StartPlans)]
public sealed record StartPlanByRule(Guid PlanId, Guid CustomerId, string Occasion);

internal sealed class StartPlanByRuleValidator : AbstractValidator<StartPlanByRule>
{
    public StartPlanByRuleValidator()
    {
        RuleFor(p => p.PlanId).NotEmpty();
        RuleFor(p => p.CustomerId).NotEmpty();
        RuleFor(p => p.Occasion).NotEmpty().MaximumLength(RunningPlan.OccasionMaxLength);
    }
}

internal sealed class StartPlanByRuleHandler(CrmDb db, CurrentUser user, IPlanGate gate, PlanTurns turns, TimeProvider clock) : ICommandHandler<StartPlanByRule>
{
    public async Task HandleAsync(StartPlanByRule command, CancellationToken ct)
    {
        if (!user.IsSystem)
        {
            throw new ForbiddenException(TaskPermissions.StartPlans);
        }

        var customer = await db.CustomerAsync(command.CustomerId, ct);
        var plan = await db.PlanAsync(command.PlanId, user, ct);
        await turns.StartAsync(db, gate, Guid.CreateVersion7(), plan, customer, command.Occasion, user, clock.GetUtcNow(), ct);
    }
}

/// <summary>Whether the user has started this one already: their form came twice.</summary>
[Allow(TaskPermissions.StartPlans)]
public sealed record WasStarted(Guid Id);

internal sealed class WasStartedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasStarted, bool>
{
    public Task<bool> HandleAsync(WasStarted query, CancellationToken ct) => db.RunningPlans.AnyAsync(p => p.Id == query.Id && p.StartedBy == user.StaffId, ct);
}

/// <summary>Which plans can be started with a customer, and what one of them would bring.</summary>
/// <param name="PlanId">Null: none is chosen yet.</param>
[Allow(TaskPermissions.StartPlans)]
public sealed record GetPlanStart(Guid CustomerId, Guid? PlanId = null);

/// <param name="Owner">Null: it would lie with the branch.</param>
/// <param name="IsLeftOut">It is for other customers.</param>
public sealed record StartStep(PlanStepContent Content, DateOnly Day, bool IsFixed, bool IsWorkingDay, string? Owner, string? Queue, bool IsLeftOut);

/// <param name="WhyNot">Why the chosen plan cannot be started with them. Null: it can.</param>
/// <param name="Steps">Of the chosen plan; null: none is chosen.</param>
public sealed record PlanStart(string Customer, IReadOnlyList<(Guid Id, PlanName Name)> Plans, string Purpose, Fault? WhyNot, IReadOnlyList<StartStep>? Steps);

internal sealed class GetPlanStartHandler(CrmDb db, CurrentUser user, StaffNames staff, WorkingCalendar calendar, TimeProvider clock) : IQueryHandler<GetPlanStart, PlanStart>
{
    public async Task<PlanStart> HandleAsync(GetPlanStart query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var other = customer.Kind is CustomerKind.Individual ? PlanFor.Companies : PlanFor.People;
        var plans = await db.PlansToStartIn(customer.BranchId).Where(p => p.For != other).Select(p => new { p.Id, p.Name, p.ChineseName }).ToListAsync(ct);
        var chosen = plans.Find(p => p.Id == query.PlanId) is { } found ? await db.PlanAsync(found.Id, user, ct) : null;
        return new(
            customer.Name, [.. plans.Select(p => (p.Id, new PlanName(p.Name, p.ChineseName)))], chosen?.Purpose ?? "",
            chosen is null ? null : await WhyNotAsync(chosen, customer, ct), chosen is null ? null : await StepsAsync(chosen, customer, ct));
    }

    private async Task<Fault?> WhyNotAsync(ActionPlan plan, Customer customer, CancellationToken ct) =>
        customer.Stage is LifeCycleStage.Closed ? new("The customer's business with the bank has ended: no plan is started.")
        : await db.RunningPlans.AnyAsync(r => r.PlanId == plan.Id && r.CustomerId == customer.Id && r.EndedAt == null, ct) ? new("The plan runs with this customer already.")
        : null;

    private async Task<IReadOnlyList<StartStep>> StepsAsync(ActionPlan plan, Customer customer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var contents = (await db.VersionOfPlanAsync(plan, ct)).Contents;
        var taken = contents.Where(s => s.IsFor(customer.Kind, customer.Tier)).ToList();
        var desk = await PlanDesk.OfAsync(db, customer.BranchId, contents, now, ct);
        var asked = desk.Queues.ToList();
        var queues = asked.Count == 0 ? [] : await db.WorkQueues.Where(q => asked.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var owners = taken.Select(s => desk.OwnerFor(s, customer.OwnerId, user.StaffId)).OfType<Guid>();
        var names = await staff.OfAsync(db, owners, ct);
        var planned = new Queue<PlannedDay>(PlanDates.Preview(taken, Branch.DayAt(now), await calendar.DaysAsync(db, ct)));
        return
        [
            .. contents.Select(s =>
            {
                if (!s.IsFor(customer.Kind, customer.Tier))
                {
                    return new StartStep(s, default, IsFixed: false, IsWorkingDay: true, null, null, IsLeftOut: true);
                }

                var day = planned.Dequeue();
                return new StartStep(
                    s, day.Day, day.IsFixed, day.IsWorkingDay, desk.OwnerFor(s, customer.OwnerId, user.StaffId) is { } owner ? names.GetValueOrDefault(owner) : null,
                    desk.QueueFor(s) is { } queue ? queues.GetValueOrDefault(queue) : null, IsLeftOut: false);
            }),
        ];
    }
}

/// <summary>Who of a frozen selection a plan can be started with, and which plans there are for their branches.</summary>
[Allow(TaskPermissions.StartPlans)]
public sealed record GetPlanSelection(Guid SelectionId);

public sealed record PlanSelection(IReadOnlyList<(Guid Id, string Name)> Customers, IReadOnlyList<(Guid Id, PlanName Name)> Plans)
{
    /// <summary>A plan is started with at most so many at once.</summary>
    public const int Most = 200;
}

internal sealed class GetPlanSelectionHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetPlanSelection, PlanSelection>
{
    public async Task<PlanSelection> HandleAsync(GetPlanSelection query, CancellationToken ct)
    {
        var selection = await db.SelectionAsync(query.SelectionId, user, clock.GetUtcNow(), ct);
        Refuse.If(selection.Count > PlanSelection.Most, "A plan is started with at most {0} customers at once: select fewer.", PlanSelection.Most);
        var ids = (await db.PartsOfSelection(query.SelectionId).Select(p => p.CustomerIds).ToListAsync(ct)).SelectMany(p => p).ToList();
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var customers = await db.Customers.Where(c => ids.Contains(c.Id) && (seesProtected || !c.IsProtected)).OrderBy(c => c.SortName).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Name, c.BranchId }).ToListAsync(ct);
        var branches = customers.Select(c => (Guid?)c.BranchId).Distinct().ToList();
        var plans = await db.PlansOf(user).Where(p => p.OnSince != null && (p.ForBranchId == null || branches.Contains(p.ForBranchId)))
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name, p.ChineseName }).ToListAsync(ct);
        return new([.. customers.Select(c => (c.Id, c.Name))], [.. plans.Select(p => (p.Id, new PlanName(p.Name, p.ChineseName)))]);
    }
}
