using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Branches;

/// <summary>A place in the tree of the bank: the bank itself (the head office), a region, a branch.</summary>
public enum BranchKind
{
    [Means("Bank")] Bank,
    [Means("Region")] Region,
    [Means("Branch")] Branch,
}

[Class(DataClass.C1)]
public sealed class Branch : Entity
{
    public const int CodeMaxLength = 20;
    public const int NameMaxLength = 100;

    private List<string> openingHours = [.. Branches.OpeningHours.Usual];

    /// <summary>The bank's zone has no summer time.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private Branch() { } // EF Core

    /// <summary>Short, unique, as on the door and in files of other systems.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";
    public BranchKind Kind { get; private init; }

    /// <summary>Null: the bank itself.</summary>
    public Guid? ParentId { get; private set; }

    public string City { get; private set; } = "";

    /// <summary>Seven entries from Monday, as "09:00-17:00"; empty: closed that day.</summary>
    public IReadOnlyList<string> OpeningHours => openingHours;

    /// <summary>Null: open for business.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What day it is at the bank's counters.</summary>
    public static DateOnly DayAt(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(Zone).DateTime);

    /// <summary>What the clocks at the bank's counters show.</summary>
    public static DateTimeOffset At(DateTimeOffset moment) => moment.ToOffset(Zone);

    /// <summary>When that day begins at the bank's counters.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Zone);

    public static Branch Open(Guid id, string code, string name, BranchKind kind, Branch? parent, string city)
    {
        RefuseWrongParent(kind, parent);
        Refuse.If(parent?.ClosedAt is not null, "Choose a region that is open.");
        return new() { Id = id, Code = code, Name = name, Kind = kind, ParentId = parent?.Id, City = city };
    }

    public void Describe(string code, string name, string city, IReadOnlyList<string> hours)
    {
        Refuse.If(Branches.OpeningHours.Check(hours));

        Code = code;
        Name = name;
        City = city;
        openingHours = [.. hours];
    }

    public void MoveUnder(Branch parent)
    {
        Refuse.If(parent.Id == Id, "A branch cannot stand under itself.");
        Refuse.If(parent.Id != ParentId && parent.ClosedAt is not null, "Choose a region that is open.");
        RefuseWrongParent(Kind, parent);
        ParentId = parent.Id;
    }

    /// <param name="staff">How many colleagues still have it as their home branch.</param>
    /// <param name="below">How many branches under it are open.</param>
    public void Close(int staff, int below, DateTimeOffset now)
    {
        Refuse.If(Kind is BranchKind.Bank, "The bank itself cannot be closed.");
        Refuse.If(ClosedAt is not null, "The branch is already closed.");
        Refuse.If(below > 0, "Close its {0} branches first, or move them.", below);
        Refuse.If(staff > 0, "Give its {0} colleagues another home branch first.", staff);
        ClosedAt = now;
    }

    public void Reopen()
    {
        Refuse.If(ClosedAt is null, "The branch is open.");
        ClosedAt = null;
    }

    private static void RefuseWrongParent(BranchKind kind, Branch? parent) => Refuse.If(
        (kind, parent?.Kind) is not ((BranchKind.Bank, null) or (BranchKind.Region, BranchKind.Bank)
            or (BranchKind.Branch, BranchKind.Region or BranchKind.Bank)),
        "A region stands under the bank, a branch under a region or the bank.");
}
