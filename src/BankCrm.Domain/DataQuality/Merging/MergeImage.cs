using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Merging;

/// <summary>What became of a row when two records were merged, or of that when the merge was undone.</summary>
public enum MergeFate
{
    /// <summary>It pointed at the one record and points at the other now.</summary>
    Moved,

    /// <summary>The other record has such a row already, so it stayed where it was.</summary>
    Stayed,

    /// <summary>One of the two records themselves.</summary>
    Changed,

    /// <summary>A spelling of a name that finds nobody any more.</summary>
    Removed,

    /// <summary>A spelling of a name that is new.</summary>
    Added,

    /// <summary>It is as it was before the merge.</summary>
    Restored,

    /// <summary>Somebody has changed it since the merge: it was left alone.</summary>
    Left,
}

/// <summary>One row that a merge touched, as it was before and after, byte for byte: what is sealed stays sealed.</summary>
[Class(DataClass.C2)]
public sealed class MergeImage : IBranchScoped
{
    public const int TableMaxLength = 63;

    private MergeImage() { } // EF Core

    public Guid Id { get; private init; }
    public Guid MergeId { get; private init; }

    /// <summary>Of the record that survives.</summary>
    public Guid BranchId { get; private init; }

    public string TableName { get; private init; } = "";

    /// <summary>JSON. Null: the merge made the row.</summary>
    public string? Before { get; private init; }

    /// <summary>JSON. Null: the merge removed the row, or left it where it was.</summary>
    public string? After { get; private init; }

    public MergeFate Fate { get; private set; }
}
