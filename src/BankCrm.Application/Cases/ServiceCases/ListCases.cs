using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Cases.ServiceCases;

public enum CaseView
{
    [Means("My cases")] Mine,
    [Means("For anyone in the branch")] Branch,
    [Means("All open cases")] Open,
    [Means("Late or escalated")] Late,
    [Means("To be signed")] ToSign,
    [Means("To be reviewed")] ToReview,
    [Means("Settled cases")] Ended,
}

/// <summary>By when the next promise of a case is due.</summary>
public enum CaseDue
{
    [Means("Late")] Late,
    [Means("Due today")] Today,
    [Means("Due this week")] Week,
    [Means("Due later")] Later,
}

/// <summary>In which order open ones stand; settled ones always the latest first.</summary>
public enum CaseOrder
{
    SoonestFirst,
    LatestFirst,

    /// <summary>By when they came in.</summary>
    OldestFirst,
    NewestFirst,

    /// <summary>The most urgent first, of those the soonest.</summary>
    ByPriority,
}

/// <summary>Cases one sees: open ones by when the next promise is due, settled ones the latest first.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListCases(CaseView View = CaseView.Mine)
{
    public CaseKind? Kind { get; init; }
    public CasePriority? Priority { get; init; }

    /// <summary>With what stands under it.</summary>
    public Guid? CategoryId { get; init; }

    public CaseChannel? Channel { get; init; }

    /// <summary>The number of one case. Null: any.</summary>
    public long? Number { get; init; }

    public Guid? CustomerId { get; init; }
    public Guid? OwnerId { get; init; }
    public Guid? QueueId { get; init; }
    public Guid? CauseId { get; init; }
    public CaseDue? Due { get; init; }

    /// <summary>In the subject, the customer's name or the number.</summary>
    public string? Text { get; init; }

    public CaseOrder Order { get; init; }
    public string? After { get; init; }
}

/// <param name="Customer">Null: a protected record that this colleague may not open; then there is no subject either.</param>
/// <param name="Subject">Null: it can no longer be read, the customer was erased.</param>
public sealed record CaseRow(
    Guid Id, uint Version, long Number, CaseKind Kind, CasePriority Priority, CaseStatus Status, string? Subject, Guid CustomerId, string? Customer, TopicName? Category, string? Owner,
    Guid? QueueId, bool IsUnowned, DateTimeOffset DueAt, bool IsLate, bool IsPaused, bool IsEscalated, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt, bool MayWork)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <summary>Counted up to one more than <see cref="Most"/>.</summary>
/// <param name="Outside">Open, of people who are no customers.</param>
/// <param name="OutsideLate">Of those, with a promise that was not kept in time.</param>
/// <param name="Unanswered">Of customers and others, without a first answer.</param>
public sealed record CaseTally(int Mine, int InBranch, int Late, int DueToday, int Outside = 0, int OutsideLate = 0, int Unanswered = 0)
{
    public const int Most = 999;
}

/// <param name="Colleagues">Of one's own branch, to narrow the list to one.</param>
/// <param name="Queues">Of one's branches that take cases.</param>
/// <param name="LookedAt">Through so many was the text looked for, if that was all for now. Null: through all there are.</param>
public sealed record CaseList(
    Page<CaseRow> Cases, CaseTally Tally, IReadOnlyList<TopicShown> Categories, IReadOnlyList<Choice> Colleagues, IReadOnlyList<Choice> Queues, int? LookedAt = null);
