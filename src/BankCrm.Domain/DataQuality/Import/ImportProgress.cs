using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>The counts of a run, written with each chunk in its transaction: they are what the database holds, whatever happens.</summary>
[Class(DataClass.C1)]
public sealed class ImportProgress : IBranchScoped
{
    private ImportProgress() { } // EF Core

    public Guid RunId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>The line of the last record that was dealt with; work goes on behind it.</summary>
    public int LastLine { get; private init; }

    /// <summary>Customers registered; during a check: who would be.</summary>
    public int Imported { get; private init; }

    public int Refused { get; private init; }

    /// <summary>Rows whose customer the bank has already.</summary>
    public int AlreadyThere { get; private init; }

    /// <summary>Customers of the bank whom a row changed; during a check: whom a row means.</summary>
    public int Updated { get; private init; }

    /// <summary>Rows that came in, and of which something is to be said.</summary>
    public int Remarked { get; private init; }

    /// <summary>Titles, totals, blank lines.</summary>
    public int LeftOut { get; private init; }

    /// <summary>Rows whose customer is again as before the import, or gone again.</summary>
    public int Undone { get; private init; }

    /// <summary>Rows whose customer somebody has changed since the import, and who was left alone when it was undone.</summary>
    public int LeftChanged { get; private init; }

    /// <summary>Which process is at it.</summary>
    public string? LeasedBy { get; private init; }

    /// <summary>Beyond this moment another process may go on.</summary>
    public DateTimeOffset? LeasedUntil { get; private init; }

    public static ImportProgress Of(ImportRun run) => new() { RunId = run.Id, BranchId = run.BranchId };
}

public enum ImportFindingKind
{
    [Means("Refused")] Refused,
    [Means("Already there")] AlreadyThere,
    [Means("Remark")] Remark,
    [Means("Not undone")] NotUndone,
}

/// <summary>What is to be said of one row, or one field of it.</summary>
[Class(DataClass.C1)]
public sealed class ImportFinding : IBranchScoped
{
    private ImportFinding() { } // EF Core

    public long Id { get; private init; }
    public Guid RunId { get; private init; }
    public Guid BranchId { get; private init; }
    public int Line { get; private init; }
    public ImportFindingKind Kind { get; private init; }

    /// <summary>Null: the row as a whole.</summary>
    public ImportField? Field { get; private init; }

    /// <summary>A sentence as rules speak them, with its {0}.</summary>
    public string Sentence { get; private init; } = "";

    public string[] Args { get; private init; } = [];

    /// <summary>The customer the row meets. Null: none, or one of another branch.</summary>
    public Guid? CustomerId { get; private init; }
}

/// <summary>What a row did to its customer.</summary>
public enum ImportAction
{
    [Means("Registered")] Created,
    [Means("Changed")] Updated,
}

/// <summary>Which row became, or changed, which customer.</summary>
[Class(DataClass.C1)]
public sealed class ImportedCustomer : IBranchScoped
{
    private ImportedCustomer() { } // EF Core

    public Guid RunId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public int Line { get; private init; }
    public ImportAction Action { get; private init; }

    /// <summary>The customer's own <see cref="Entity.ChangedAt"/> as the import left it: while they are equal, nobody has changed them since.</summary>
    public DateTimeOffset WrittenAt { get; private init; }
}
