using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Membership;

/// <summary>Whom a segment held at a moment, kept as it was. Who they are stands in its <see cref="SegmentMember"/>s.</summary>
[Class(DataClass.C1)]
public sealed class SegmentSnapshot : Entity
{
    public const int NameMaxLength = 80;

    private SegmentSnapshot() { } // EF Core

    public Guid SegmentId { get; private init; }

    /// <summary>Of the definition.</summary>
    public int Number { get; private init; }

    public string Name { get; private init; } = "";
    public Guid TakenBy { get; private init; }
    public DateTimeOffset TakenAt { get; private init; }

    /// <summary>How many they were for whoever took it.</summary>
    public int Customers { get; private init; }

    /// <summary>Everybody who may see the segment sees it; of whom it holds they see whom they see anyway.</summary>
    public static SegmentSnapshot Take(Guid id, Guid segmentId, int number, string name, int customers, Guid by, DateTimeOffset now)
    {
        Refuse.If(customers == 0, "The segment holds nobody at the moment.");
        return new() { Id = id, SegmentId = segmentId, Number = number, Name = name.Trim(), Customers = customers, TakenBy = by, TakenAt = now };
    }
}

/// <summary>That a snapshot holds a customer. Written many at a time.</summary>
[Class(DataClass.C1)]
public sealed class SegmentMember : IBranchScoped, IOfCustomer
{
    private SegmentMember() { } // EF Core

    public Guid SnapshotId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
}
