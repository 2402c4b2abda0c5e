using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Tags;

/// <summary>A tag that was given another name among the customers somebody sees: renamed, or merged into one that was there. It can be undone.</summary>
[Class(DataClass.C1)]
public sealed class TagChange : Entity, IBranchScoped
{
    private TagChange() { } // EF Core

    /// <summary>Where whoever changed it works.</summary>
    public Guid BranchId { get; private init; }

    public string From { get; private init; } = "";
    public string To { get; private init; } = "";

    /// <summary>Customers who had only the old name.</summary>
    public Guid[] Renamed { get; private init; } = [];

    /// <summary>Customers who had both already.</summary>
    public Guid[] HadBoth { get; private init; } = [];

    public Guid MadeBy { get; private init; }
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>Null: it holds.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    public int Customers => Renamed.Length + HadBoth.Length;

    public static TagChange Make(
        Guid id, Guid branchId, string from, string to, IReadOnlyList<Guid> renamed, IReadOnlyList<Guid> hadBoth, Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(from == to, "This is the same name.");
        Refuse.If(renamed.Count + hadBoth.Count == 0, "No customer you see has this tag.");
        return new() { Id = id, BranchId = branchId, From = from, To = to, Renamed = [.. renamed], HadBoth = [.. hadBoth], MadeBy = byStaffId, MadeAt = now };
    }

    public void Undo(DateTimeOffset now)
    {
        Refuse.If(UndoneAt is not null, "This is undone already.");
        UndoneAt = now;
    }
}
