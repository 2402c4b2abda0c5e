using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Definitions;

/// <summary>
/// Customers who have something in common, by what is asked of them: whoever fits today is in it. It names no customer; what was asked for at any time
/// stays on record as a version.
/// </summary>
[Class(DataClass.C1)]
public sealed class Segment : Entity
{
    public const int NameMaxLength = 80;
    public const int PurposeMaxLength = 500;

    private readonly List<SegmentVersion> versions = [];

    private Segment() { } // EF Core

    public string Name { get; private set; } = "";

    /// <summary>What for it was made. Empty: not told.</summary>
    public string Purpose { get; private set; } = "";

    public SegmentReach Reach { get; private set; }

    /// <summary>The branch it is for. Null: another reach.</summary>
    public Guid? ForBranchId { get; private set; }

    public Guid MadeBy { get; private init; }
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>The number of the version that holds, from 1.</summary>
    public int Latest { get; private set; }

    /// <summary>Null: in use.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public IReadOnlyList<SegmentVersion> Versions => versions;

    /// <param name="branchId">The branch of whoever makes it.</param>
    public static Segment Make(Guid id, SegmentTitle title, Guid? branchId, SegmentGroup asks, Guid by, DateTimeOffset now)
    {
        var segment = new Segment { Id = id, MadeBy = by, MadeAt = now };
        segment.Take(title, branchId);
        segment.Ask(asks, by, now);
        return segment;
    }

    /// <summary>What it asks for becomes a new version where it differs.</summary>
    /// <param name="latest">What it asks for until now.</param>
    public void Change(SegmentTitle title, Guid? branchId, SegmentGroup asks, SegmentVersion latest, Guid by, DateTimeOffset now)
    {
        RefuseIfRetired();
        Take(title, branchId);
        if (!SegmentDefinition.Read(latest.Definition).Equals(asks.WithoutEmptyGroups()))
        {
            Ask(asks, by, now);
        }
    }

    public void Retire(DateTimeOffset now)
    {
        RefuseIfRetired();
        RetiredAt = now;
    }

    public void TakeUpAgain()
    {
        Refuse.If(RetiredAt is null, "The segment is in use.");
        RetiredAt = null;
    }

    private void Take(SegmentTitle title, Guid? branchId)
    {
        Refuse.If(title.Reach is SegmentReach.Branch && branchId is null, "You work for no branch for which it could be.");
        (Name, Purpose, Reach) = (title.Name.Trim(), title.Purpose.Trim(), title.Reach);
        ForBranchId = title.Reach is SegmentReach.Branch ? branchId : null;
    }

    private void Ask(SegmentGroup asks, Guid by, DateTimeOffset now)
    {
        var plain = asks.WithoutEmptyGroups();
        Refuse.If(plain.Parts.Count == 0, "Ask for something: a segment without a condition is everybody.");
        plain.RefuseIfTooLarge();
        versions.Add(new(Id, ++Latest, plain.ToJson(), by, now));
    }

    private void RefuseIfRetired() => Refuse.If(RetiredAt is not null, "The segment is not in use any more.");
}

public sealed record SegmentTitle(string Name, string Purpose, SegmentReach Reach);

/// <summary>What a segment asked for from a moment on. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class SegmentVersion
{
    private SegmentVersion() { } // EF Core

    internal SegmentVersion(Guid segmentId, int number, string definition, Guid by, DateTimeOffset at) =>
        (SegmentId, Number, Definition, By, At) = (segmentId, number, definition, by, at);

    public Guid SegmentId { get; private init; }
    public int Number { get; private init; }

    /// <summary>A <see cref="SegmentGroup"/> as <see cref="SegmentDefinition"/> writes it.</summary>
    public string Definition { get; private init; } = "";

    public Guid By { get; private init; }
    public DateTimeOffset At { get; private init; }
}
