using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>
/// That a row names a customer to whom its own is related. It waits until all rows are in, because the other may stand below; then it says
/// which relation came of it.
/// </summary>
[Class(DataClass.C1)]
public sealed class ImportRelation : IBranchScoped
{
    public const string RelatedColumn = "import_relations.related";

    private ImportRelation() { } // EF Core

    public Guid Id { get; private init; }
    public Guid RunId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>Where the file says so.</summary>
    public int Line { get; private init; }

    /// <summary>Where their own row begins; another one where rows are joined.</summary>
    public int CustomerLine { get; private init; }

    public Guid CustomerId { get; private init; }

    /// <summary>As it stands in the file: it may be the number of a document. Null: it was dealt with.</summary>
    [Class(DataClass.C2)]
    public Sealed? Related { get; private init; }

    /// <summary>What the other is to the customer.</summary>
    public RelationRole Role { get; private init; }

    /// <summary>In percent.</summary>
    public decimal? Share { get; private init; }

    /// <summary>Null: none came of it, or not yet.</summary>
    public Guid? RelationId { get; private init; }

    /// <summary>The relation's own <see cref="Entity.ChangedAt"/> as the import left it.</summary>
    public DateTimeOffset? WrittenAt { get; private init; }
}
