using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
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

    /// <summary>Of whom it is asked, where they are few: what is added up by customer is added up for them only. Null: of any number.</summary>
    public List<Guid>? Among { get; init; }

    /// <summary>What comes of it is kept for several colleagues to read: what one of them must not learn counts for none.</summary>
    public bool IsForMany { get; init; }

    /// <summary>When the days begin within which a condition counts.</summary>
    public DateTimeOffset Since(SegmentCondition condition) => Branch.StartOf(Today.AddDays(1 - condition.Days!.Value)).ToUniversalTime();

    /// <summary>The rows of those of whom it is asked.</summary>
    public IQueryable<T> Rows<T>(IQueryable<T> all) where T : class, IOfCustomer => Among is { } few ? all.Where(row => few.Contains(row.CustomerId)) : all;
}
