using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Domain.Accounts.Arrangements;

/// <summary>How much of one instrument an account holds, and what it is worth, as its source told. A quantity of nothing: it was sold.</summary>
[Class(DataClass.C1)]
public sealed class Position
{
    public const int NameMaxLength = 200;

    private Position() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The instrument's code: its ISIN, or the source's own.</summary>
    public string Reference { get; private init; } = "";

    public string Name { get; private set; } = "";

    [Class(DataClass.C2)]
    public decimal Quantity { get; private set; }

    /// <summary>Of one unit, or per cent of the nominal value. Null: not told.</summary>
    public decimal? Price { get; private set; }

    /// <summary>ISO 4217: of price and value.</summary>
    public string Currency { get; private set; } = "";

    [Class(DataClass.C2)]
    public decimal Value { get; private set; }

    public DateOnly ValuedOn { get; private set; }

    /// <summary>Null: not told.</summary>
    public RiskGrade? Grade { get; private set; }

    public DateTimeOffset ToldAt { get; private set; }
    public long SourceVersion { get; private set; }

    /// <summary>Keyed hash of what was told.</summary>
    public byte[] Digest { get; private set; } = [];

    public Account Account { get; private init; } = null!;
}
