using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Writes an action plan, or changes one. What runs goes on as it was started.</summary>
[Allow(TaskPermissions.KeepPlans)]
public sealed record KeepPlan
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null: it is new.</summary>
    public uint? Version { get; init; }

    /// <summary>Of a new one. Null: for every branch.</summary>
    public Guid? BranchId { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";
    public string ChineseName { get; init => field = value ?? ""; } = "";
    public string Purpose { get; init => field = value ?? ""; } = "";
    public PlanFor For { get; init; }

    /// <summary>Null: it is started by hand only.</summary>
    public OccasionKind? Occasion { get; init; }

    public int? OccasionDays { get; init; }

    /// <summary>With how many customers its rule starts it in one day. Null: with all at once.</summary>
    public int? MostADay { get; init; }

    // A list that can grow: a form fills it in.
    public IReadOnlyList<PlanStepInput> Steps { get; init => field = value ?? []; } = new List<PlanStepInput>();
}

public sealed record PlanStepInput
{
    /// <summary>Before the id of a queue or a colleague.</summary>
    public const string QueueMark = "queue:";
    public const string PersonMark = "person:";

    public string Subject { get; init => field = value ?? ""; } = "";
    public FollowUpKind Kind { get; init; }
    public FollowUpPriority Priority { get; init; } = FollowUpPriority.Normal;
    public int Days { get; init; }
    public PlanDays Unit { get; init; }
    public PlanFrom From { get; init; }

    /// <summary>The name of a <see cref="PlanOwner"/>; or a mark and an id.</summary>
    public string Owner { get; init => field = value ?? ""; } = nameof(PlanOwner.LooksAfter);

    public FollowUpOutcome? OnlyAfter { get; init; }
    public CustomerKind? OnlyFor { get; init; }
    public IReadOnlyList<CustomerTier> Tiers { get; init => field = value ?? []; } = new List<CustomerTier>();

    public static PlanStepInput Of(PlanStepContent step) => new()
    {
        Subject = step.Subject,
        Kind = step.Kind,
        Priority = step.Priority,
        Days = step.Days,
        Unit = step.Unit,
        From = step.From,
        Owner = step.Owner switch
        {
            PlanOwner.Queue => QueueMark + step.QueueId,
            PlanOwner.Person => PersonMark + step.StaffId,
            var owner => owner.ToString(),
        },
        OnlyAfter = step.OnlyAfter,
        OnlyFor = step.OnlyFor,
        Tiers = step.Tiers,
    };

    /// <summary>Null: the owner is not understood.</summary>
    internal PlanStepContent? Content
    {
        get
        {
            var (owner, queue, staff) = (default(PlanOwner), IdAfter(QueueMark), IdAfter(PersonMark));
            if (queue is null && staff is null && !(Enum.TryParse(Owner, out owner) && owner is PlanOwner.LooksAfter or PlanOwner.Starter or PlanOwner.Manager))
            {
                return null;
            }

            owner = queue is not null ? PlanOwner.Queue : staff is not null ? PlanOwner.Person : owner;
            return new(Subject.Trim(), Kind, Priority, Days, Unit, From, owner, queue, staff, OnlyAfter, OnlyFor, [.. Tiers.Distinct().Order()]);
        }
    }

    private Guid? IdAfter(string mark) => Owner.StartsWith(mark, StringComparison.Ordinal) && Guid.TryParse(Owner.AsSpan(mark.Length), out var id) ? id : null;
}

internal sealed class KeepPlanValidator : AbstractValidator<KeepPlan>
{
    public KeepPlanValidator()
    {
        RuleFor(p => p.Id).NotEmpty();
        RuleFor(p => p.Name).NotEmpty();
        RuleFor(p => p.Name).IsClean(ActionPlan.NameMaxLength);
        RuleFor(p => p.ChineseName).IsClean(ActionPlan.NameMaxLength);
        RuleFor(p => p.Purpose).IsClean(ActionPlan.PurposeMaxLength, manyLines: true);
        RuleFor(p => p.For).IsInEnum();
        RuleFor(p => p.Occasion).IsInEnum();
        RuleFor(p => p.OccasionDays).NotNull().When(p => p.Occasion?.UsualDays is not null);
        RuleFor(p => p.OccasionDays).InclusiveBetween(0, OccasionDays.Most);
        RuleFor(p => p.MostADay).InclusiveBetween(1, ActionPlan.MostADayMost);
        RuleForEach(p => p.Steps).SetValidator(new PlanStepValidator());
    }
}

internal sealed class PlanStepValidator : AbstractValidator<PlanStepInput>
{
    public PlanStepValidator()
    {
        RuleFor(s => s.Subject).NotEmpty();
        RuleFor(s => s.Subject).IsClean(FollowUp.SubjectMaxLength);
        RuleFor(s => s.Kind).IsInEnum();
        RuleFor(s => s.Priority).IsInEnum();
        RuleFor(s => s.Days).InclusiveBetween(0, ActionPlan.MostDays);
        RuleFor(s => s.Unit).IsInEnum();
        RuleFor(s => s.From).IsInEnum();
        RuleFor(s => s.Owner).Must((step, _) => step.Content is not null).WithMessage("Choose who gets this step.");
        RuleFor(s => s.OnlyAfter).IsInEnum();
        RuleFor(s => s.OnlyFor).IsInEnum();
        RuleForEach(s => s.Tiers).IsInEnum();
    }
}

internal sealed class KeepPlanHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<KeepPlan>
{
    public async Task HandleAsync(KeepPlan command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, [command.Name, command.ChineseName, command.Purpose, .. command.Steps.Select(s => s.Subject)]);
        var steps = command.Steps.Select(s => s.Content ?? throw new ArgumentException("The validator asks for an owner.", nameof(command))).ToList();
        var content = new PlanContent(command.Name, command.ChineseName, command.Purpose, command.For, command.Occasion, command.OccasionDays ?? 0, command.MostADay);
        if (command.Version is not { } seen)
        {
            user.DemandKeepPlan(command.BranchId);
            await DemandOwnersAsync(command.BranchId, steps, now, ct);
            var (made, first) = ActionPlan.Make(command.Id, command.BranchId, content, steps, user.Person, now);
            db.Add(made);
            db.Add(first);
            return;
        }

        await db.PlanAsync(command.Id, user, ct);
        var plan = await db.ForChangeAsync<ActionPlan>(command.Id, seen, ct);
        user.DemandKeepPlan(plan.ForBranchId);
        await DemandOwnersAsync(plan.ForBranchId, steps, now, ct);
        if (plan.Change(content, steps, await db.VersionOfPlanAsync(plan, ct), user.Person, now) is { } version)
        {
            db.Add(version);
        }
    }

    private async Task DemandOwnersAsync(Guid? branchId, IReadOnlyList<PlanStepContent> steps, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var queue in steps.Select(s => s.QueueId).OfType<Guid>().Distinct())
        {
            await db.DemandQueueAsync(queue, branchId ?? default, QueueTakes.FollowUps, ct);
        }

        foreach (var person in steps.Select(s => s.StaffId).OfType<Guid>().Distinct())
        {
            await db.DemandColleagueAsync(person, branchId ?? default, now, ct);
        }
    }
}

/// <summary>Switches a plan on, so that it can be started and its rule looks for occasions; or off.</summary>
[Allow(TaskPermissions.KeepPlans)]
public sealed record SwitchPlan(Guid Id, uint Version, bool IsOn);

internal sealed class SwitchPlanValidator : AbstractValidator<SwitchPlan>
{
    public SwitchPlanValidator() => RuleFor(p => p.Id).NotEmpty();
}

internal sealed class SwitchPlanHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SwitchPlan>
{
    public async Task HandleAsync(SwitchPlan command, CancellationToken ct)
    {
        await db.PlanAsync(command.Id, user, ct);
        var plan = await db.ForChangeAsync<ActionPlan>(command.Id, command.Version, ct);
        user.DemandKeepPlan(plan.ForBranchId);
        plan.Switch(command.IsOn, clock.GetUtcNow());
    }
}
