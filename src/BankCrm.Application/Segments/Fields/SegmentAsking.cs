using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Who asks, when, and what must be known beforehand so that conditions become one query.</summary>
internal sealed record SegmentAsking(CrmDb Db, CurrentUser User, DateTimeOffset Now, DateOnly Today)
{
    public required SegmentFields Fields { get; init; }

    /// <summary>The branches of each region.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> BranchesOf { get; init; } = new Dictionary<Guid, IReadOnlyList<Guid>>();

    /// <summary>What the segments ask for that are named, directly or by others.</summary>
    public IReadOnlyDictionary<Guid, SegmentGroup> Segments { get; init; } = new Dictionary<Guid, SegmentGroup>();

    /// <summary>Null: none was counted yet.</summary>
    public RfmScale? Scale { get; init; }

    /// <summary>When the days begin within which a condition counts.</summary>
    public DateTimeOffset Since(SegmentCondition condition) => Branch.StartOf(Today.AddDays(1 - condition.Days!.Value)).ToUniversalTime();
}
