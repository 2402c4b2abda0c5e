using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Attachments;

/// <summary>A document kept beside a customer's record. Each time it is brought anew it has one version more.</summary>
[Class(DataClass.C1)]
public sealed class Attachment : Entity, IBranchScoped, IOfCustomer
{
    public const int TitleMaxLength = 120;
    public const string TitleColumn = "attachments.title";

    private Attachment() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    /// <summary>What it is; the name of the file, if nobody said.</summary>
    [Class(DataClass.C2)]
    public Sealed Title { get; private init; } = null!;

    /// <summary>The record of another feature that it belongs to, and is seen with alone. Null: it is one of the customer's documents.</summary>
    public Guid? KeptWith { get; private init; }

    /// <summary>Its versions are numbered from 1.</summary>
    public int Versions { get; private set; }

    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Null: it is there. Deleted, it can be brought back.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    public static Attachment Add(Guid id, Customer customer, string title, DateTimeOffset now, CustomerSafe safe, Guid? keptWith = null) => new()
    {
        Id = id,
        CustomerId = customer.Id,
        BranchId = customer.BranchId,
        Title = safe.Seal(TitleColumn, id, title),
        KeptWith = keptWith,
        AddedAt = now,
    };

    /// <returns>The number of the version to come.</returns>
    public int NextVersion()
    {
        Refuse.If(DeletedAt is not null, "The document is deleted. Bring it back first.");
        return ++Versions;
    }

    public void Delete(DateTimeOffset now)
    {
        Refuse.If(DeletedAt is not null, "The document is deleted already.");
        DeletedAt = now;
    }

    public void BringBack()
    {
        Refuse.If(DeletedAt is null, "The document is there.");
        DeletedAt = null;
    }
}
