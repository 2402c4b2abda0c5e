using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>What a step of a plan says.</summary>
/// <param name="Days">From 0 to <see cref="ActionPlan.MostDays"/>.</param>
/// <param name="QueueId">For <see cref="PlanOwner.Queue"/>.</param>
/// <param name="StaffId">For <see cref="PlanOwner.Person"/>.</param>
/// <param name="OnlyAfter">How the step before must have ended. Null: however it did.</param>
/// <param name="OnlyFor">Null: people and companies.</param>
/// <param name="Tiers">None: of whatever tier the customer is.</param>
public sealed record PlanStepContent(
    string Subject, FollowUpKind Kind, FollowUpPriority Priority, int Days, PlanDays Unit, PlanFrom From, PlanOwner Owner, Guid? QueueId, Guid? StaffId,
    FollowUpOutcome? OnlyAfter, CustomerKind? OnlyFor, IReadOnlyList<CustomerTier> Tiers)
{
    /// <summary>Its turn comes when the step before has ended.</summary>
    public bool Waits => From is PlanFrom.StepBefore || OnlyAfter is not null;

    public bool IsFor(CustomerKind kind, CustomerTier tier) => (OnlyFor is null || OnlyFor == kind) && (Tiers.Count == 0 || Tiers.Contains(tier));

    public bool SaysTheSameAs(PlanStepContent other) => this with { Tiers = [] } == other with { Tiers = [] } && Tiers.SequenceEqual(other.Tiers);
}

/// <summary>How a plan stood from one change to the next. A plan that runs keeps the one it was started with.</summary>
[Class(DataClass.C1)]
public sealed class PlanVersion : Entity
{
    private readonly List<PlanStep> steps = [];

    private PlanVersion() { } // EF Core

    public Guid PlanId { get; private init; }

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>Null: it came with the product.</summary>
    public Guid? WrittenBy { get; private init; }

    /// <summary>In no order: by <see cref="PlanStep.Place"/>.</summary>
    public IReadOnlyList<PlanStep> Steps => steps;

    /// <summary>In their order.</summary>
    public IReadOnlyList<PlanStepContent> Contents => [.. steps.OrderBy(s => s.Place).Select(s => s.Content)];

    internal static PlanVersion Of(Guid planId, int number, IReadOnlyList<PlanStepContent> contents, Guid? by, DateTimeOffset now)
    {
        var version = new PlanVersion { Id = Guid.CreateVersion7(now), PlanId = planId, Number = number, WrittenAt = now, WrittenBy = by };
        version.steps.AddRange(contents.Select((content, place) => PlanStep.Of(version.Id, place, content)));
        return version;
    }
}

/// <summary>A step of a version. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class PlanStep : Entity
{
    private List<string> tiers = [];

    private PlanStep() { } // EF Core

    public Guid VersionId { get; private init; }

    /// <summary>From 0.</summary>
    public int Place { get; private init; }

    public string Subject { get; private init; } = "";
    public FollowUpKind Kind { get; private init; }
    public FollowUpPriority Priority { get; private init; }
    public int Days { get; private init; }
    public PlanDays Unit { get; private init; }
    public PlanFrom From { get; private init; }
    public PlanOwner Owner { get; private init; }
    public Guid? QueueId { get; private init; }
    public Guid? StaffId { get; private init; }
    public FollowUpOutcome? OnlyAfter { get; private init; }
    public CustomerKind? OnlyFor { get; private init; }

    /// <summary>Names of <see cref="CustomerTier"/>.</summary>
    public IReadOnlyList<string> Tiers => tiers;

    public PlanStepContent Content =>
        new(Subject, Kind, Priority, Days, Unit, From, Owner, QueueId, StaffId, OnlyAfter, OnlyFor, [.. tiers.Select(Enum.Parse<CustomerTier>)]);

    internal static PlanStep Of(Guid versionId, int place, PlanStepContent content) => new()
    {
        Id = Guid.CreateVersion7(),
        VersionId = versionId,
        Place = place,
        Subject = content.Subject,
        Kind = content.Kind,
        Priority = content.Priority,
        Days = content.Days,
        Unit = content.Unit,
        From = content.From,
        Owner = content.Owner,
        QueueId = content.QueueId,
        StaffId = content.StaffId,
        OnlyAfter = content.OnlyAfter,
        OnlyFor = content.OnlyFor,
        tiers = [.. content.Tiers.Select(t => t.ToString())],
    };
}
