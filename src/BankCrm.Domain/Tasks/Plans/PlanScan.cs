using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>How far the search for a plan's occasions has come. One instance searches at a time; where it ended, another goes on.</summary>
[Class(DataClass.C1)]
public sealed class PlanScan
{
    public const int AfterMaxLength = 200;
    public const int WorkerMaxLength = 60;

    private PlanScan() { } // EF Core

    public Guid PlanId { get; private init; }

    /// <summary>When this round of the search was due.</summary>
    public DateTimeOffset Round { get; private init; }

    /// <summary>Behind which the next page begins. Null: at the beginning.</summary>
    public string? After { get; private init; }

    public string? TakenBy { get; private init; }
    public DateTimeOffset? TakenUntil { get; private init; }

    /// <summary>Occasions that this round came upon and left for the next day, because the plan had been started often enough. Some may turn out not to be for it.</summary>
    public int Waiting { get; private init; }

    /// <summary>Null: the round is not over.</summary>
    public DateTimeOffset? DoneAt { get; private init; }
}
