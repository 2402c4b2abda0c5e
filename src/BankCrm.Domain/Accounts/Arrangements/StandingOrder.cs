using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Arrangements;

/// <summary>What is paid from an account again and again, as its source told.</summary>
[Class(DataClass.C1)]
public sealed class StandingOrder
{
    public const int NameMaxLength = 200;
    public const int PurposeMaxLength = 200;

    private StandingOrder() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The source's own, once an account.</summary>
    public string Reference { get; private init; } = "";

    [Class(DataClass.C2)]
    public decimal Amount { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    public OrderRhythm Rhythm { get; private set; }

    /// <summary>When it is paid next. Null: not told.</summary>
    public DateOnly? NextOn { get; private set; }

    [Class(DataClass.C2)]
    public string Counterparty { get; private set; } = "";

    /// <summary>Masked: nobody needs the whole number of somebody else's account here.</summary>
    [Class(DataClass.C2)]
    public string CounterpartyAccount { get; private set; } = "";

    [Class(DataClass.C2)]
    public string Purpose { get; private set; } = "";

    public OrderStatus Status { get; private set; }
    public DateTimeOffset ToldAt { get; private set; }
    public long SourceVersion { get; private set; }

    /// <summary>Keyed hash of what was told.</summary>
    public byte[] Digest { get; private set; } = [];

    public Account Account { get; private init; } = null!;
}
