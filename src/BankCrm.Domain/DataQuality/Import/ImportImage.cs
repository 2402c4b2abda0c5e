using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>One row of the database that an import changed, as it was before and after, byte for byte: what is sealed stays sealed.</summary>
[Class(DataClass.C2)]
public sealed class ImportImage : IBranchScoped
{
    public const int TableMaxLength = 63;

    private ImportImage() { } // EF Core

    public long Id { get; private init; }
    public Guid RunId { get; private init; }

    /// <summary>Of the file.</summary>
    public int Line { get; private init; }

    public Guid CustomerId { get; private init; }

    /// <summary>The customer's.</summary>
    public Guid BranchId { get; private init; }

    public string TableName { get; private init; } = "";

    /// <summary>JSON. Null: the import added the row.</summary>
    public string? Before { get; private init; }

    /// <summary>JSON. Null: the import removed the row.</summary>
    public string? After { get; private init; }
}
