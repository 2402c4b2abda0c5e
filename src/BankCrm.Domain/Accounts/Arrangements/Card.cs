using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Arrangements;

/// <summary>
/// A card on an account, as its source told. Its number is kept masked, and as a keyed hash by which it is found again; what proves that one has the
/// card (check value, PIN, track) is never taken in.
/// </summary>
[Class(DataClass.C1)]
public sealed class Card
{
    public const int NumberMaxLength = 19;
    public const int NameMaxLength = 60;
    public const string LookupColumn = "cards.number_lookup";

    private Card() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The source's own, once an account.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The first six and the last four digits.</summary>
    [Class(DataClass.C2)]
    public string MaskedNumber { get; private set; } = "";

    [Class(DataClass.C2)]
    public byte[] NumberLookup { get; private set; } = [];

    public CardKind Kind { get; private set; }

    /// <summary>As the source calls it: Gold. Empty: it has no name.</summary>
    public string Name { get; private set; } = "";

    public CardStatus Status { get; private set; }
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>The first day of the last month in which it can be used. Null: not told.</summary>
    public DateOnly? ValidTo { get; private set; }

    public DateTimeOffset ToldAt { get; private set; }
    public long SourceVersion { get; private set; }

    /// <summary>Keyed hash of what was told: tells the same from another under one version.</summary>
    public byte[] Digest { get; private set; } = [];

    public Account Account { get; private init; } = null!;
}
