using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>
/// What a customer holds, as another system told it: never the book of record, so staff cannot change it here. Whoever sees one of its
/// holders sees the account. Written many at once by the systems that own it.
/// </summary>
[Class(DataClass.C1)]
public sealed class Account : Entity
{
    public const int SourceMaxLength = 20;
    public const string NumberColumn = "accounts.number";
    public const string LookupColumn = "accounts.number_lookup";

    private Account() { } // EF Core

    /// <summary>The system that owns it, as CORE. Numbers are told apart within a source.</summary>
    public string Source { get; private init; } = "";

    [Class(DataClass.C2)]
    public Sealed Number { get; private init; } = null!;

    [Class(DataClass.C2)]
    public byte[] NumberLookup { get; private init; } = [];

    public AccountKind Kind { get; private set; }

    /// <summary>Null: the source named no product of the catalogue.</summary>
    public Guid? ProductId { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public AccountStatus Status { get; private set; }

    /// <summary>Where it was opened. Not who may see it: its holders' branches do.</summary>
    public Guid? OpenedAtId { get; private set; }

    public DateOnly? OpenedOn { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>What the bank owes the customer; below zero what the customer owes the bank.</summary>
    [Class(DataClass.C2)]
    public decimal Balance { get; private set; }

    /// <summary>What may be drawn at once. Null: not told.</summary>
    [Class(DataClass.C2)]
    public decimal? Available { get; private set; }

    /// <summary>Held back. Null: not told.</summary>
    [Class(DataClass.C2)]
    public decimal? Hold { get; private set; }

    [Class(DataClass.C2)]
    public decimal? CreditLimit { get; private set; }

    /// <summary>Per cent a year.</summary>
    public decimal? Rate { get; private set; }

    public DateOnly? MaturesOn { get; private set; }

    /// <summary>The last balance that was told, and after which movement: what comes later is added to it. Null: all there is comes of movements.</summary>
    [Class(DataClass.C2)]
    public decimal? ToldBalance { get; private set; }

    public DateOnly? ToldBalanceOn { get; private set; }

    /// <summary>The place within the day behind which movements are added.</summary>
    public long? ToldBalancePosition { get; private set; }

    public DateOnly? LastMovementOn { get; private set; }

    /// <summary>The place within its day of the last movement.</summary>
    public long? LastMovementPosition { get; private set; }

    /// <summary>When the source said what stands here.</summary>
    public DateTimeOffset ToldAt { get; private set; }

    /// <summary>The source's own count of changes: what is older than this is refused.</summary>
    public long SourceVersion { get; private set; }

    public IReadOnlyList<AccountHolder> Holders { get; private set; } = [];
}
