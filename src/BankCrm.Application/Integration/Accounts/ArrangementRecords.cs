using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>A message of what hangs on an account.</summary>
internal interface IArrangementRecord<out TTold> where TTold : class, IToldArrangement
{
    /// <summary>The stream in which it is numbered.</summary>
    static abstract string Stream { get; }

    TTold ToTold();
}

/// <summary>A card as its source has it, whole. There is no field for what proves that one has it: a check value, a PIN or a track is refused.</summary>
[Allow(AccountScopes.WriteArrangements)]
public sealed record CardRecord : IArrangementRecord<ToldCard>
{
    /// <summary>The account's number as the source writes it.</summary>
    public required string Account { get; init; }

    /// <summary>The source's own, once an account; not the card's number.</summary>
    public required string Reference { get; init; }

    /// <summary>The source's count of its changes, from 1: an older one is stale.</summary>
    public required long Version { get; init; }

    /// <summary>When it was so in the source.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whole. The bank keeps its first six and last four digits, and a keyed hash.</summary>
    public required string Number { get; init; }

    public required CardKind Kind { get; init; }
    public required CardStatus Status { get; init; }

    /// <summary>As the source calls it: Gold.</summary>
    public string Name { get; init; } = "";

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Any day of the last month in which it can be used.</summary>
    public DateOnly? ValidTo { get; init; }

    static string IArrangementRecord<ToldCard>.Stream => "cards";

    ToldCard IArrangementRecord<ToldCard>.ToTold() => new(Account.Trim(), Reference.Trim(), Version, AsOf, Number.Trim(), Kind, Status)
    {
        Name = Name.Trim(),
        IssuedOn = IssuedOn,
        ValidTo = ValidTo,
    };
}

/// <summary>A standing order as its source has it, whole.</summary>
[Allow(AccountScopes.WriteArrangements)]
public sealed record StandingOrderRecord : IArrangementRecord<ToldStandingOrder>
{
    /// <summary>The account's number as the source writes it.</summary>
    public required string Account { get; init; }

    /// <summary>The source's own, once an account.</summary>
    public required string Reference { get; init; }

    /// <summary>The source's count of its changes, from 1: an older one is stale.</summary>
    public required long Version { get; init; }

    /// <summary>When it was so in the source.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, three letters.</summary>
    public required string Currency { get; init; }

    public required OrderRhythm Rhythm { get; init; }
    public required OrderStatus Status { get; init; }

    /// <summary>When it is paid next.</summary>
    public DateOnly? NextOn { get; init; }

    public string Counterparty { get; init; } = "";

    /// <summary>It is kept masked.</summary>
    public string CounterpartyAccount { get; init; } = "";

    public string Purpose { get; init; } = "";

    static string IArrangementRecord<ToldStandingOrder>.Stream => "standing-orders";

    ToldStandingOrder IArrangementRecord<ToldStandingOrder>.ToTold() =>
        new(Account.Trim(), Reference.Trim(), Version, AsOf, Amount, Currency.Trim().ToUpperInvariant(), Rhythm, Status)
        {
            NextOn = NextOn,
            Counterparty = Counterparty.Trim(),
            CounterpartyAccount = CounterpartyAccount.Trim(),
            Purpose = Purpose.Trim(),
        };
}

/// <summary>A loan as its source has it, whole, with all its instalments.</summary>
[Allow(AccountScopes.WriteArrangements)]
public sealed record LoanRecord : IArrangementRecord<ToldLoan>
{
    /// <summary>The account's number as the source writes it.</summary>
    public required string Account { get; init; }

    /// <summary>The source's own, once an account.</summary>
    public required string Reference { get; init; }

    /// <summary>The source's count of its changes, from 1: an older one is stale.</summary>
    public required long Version { get; init; }

    /// <summary>When it was so in the source.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What was lent.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, three letters.</summary>
    public required string Currency { get; init; }

    public required DateOnly GrantedOn { get; init; }
    public required LoanStatus Status { get; init; }

    /// <summary>What is owed still.</summary>
    public decimal? Outstanding { get; init; }

    /// <summary>Per cent a year.</summary>
    public decimal? Rate { get; init; }

    public DateOnly? EndsOn { get; init; }
    public IReadOnlyList<InstalmentRecord> Instalments { get; init; } = [];

    static string IArrangementRecord<ToldLoan>.Stream => "loans";

    ToldLoan IArrangementRecord<ToldLoan>.ToTold() =>
        new(Account.Trim(), Reference.Trim(), Version, AsOf, Amount, Currency.Trim().ToUpperInvariant(), GrantedOn, Status)
        {
            Outstanding = Outstanding,
            Rate = Rate,
            EndsOn = EndsOn,
            Instalments = [.. Instalments.Select(i => new ToldInstalment(i.Number, i.DueOn, i.Principal, i.Interest, i.Paid))],
        };
}

/// <summary>A part of a loan that is due on a day.</summary>
public sealed record InstalmentRecord
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required DateOnly DueOn { get; init; }
    public required decimal Principal { get; init; }
    public required decimal Interest { get; init; }
    public required bool Paid { get; init; }
}

/// <summary>How much of one instrument an account holds, as its source has it. A quantity of nothing: it was sold.</summary>
[Allow(AccountScopes.WriteArrangements)]
public sealed record PositionRecord : IArrangementRecord<ToldPosition>
{
    /// <summary>The account's number as the source writes it.</summary>
    public required string Account { get; init; }

    /// <summary>The instrument's code: its ISIN, or the source's own.</summary>
    public required string Instrument { get; init; }

    /// <summary>The source's count of its changes, from 1: an older one is stale.</summary>
    public required long Version { get; init; }

    /// <summary>When it was so in the source.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required string Name { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>ISO 4217, three letters: of price and value.</summary>
    public required string Currency { get; init; }

    public required decimal Value { get; init; }
    public required DateOnly ValuedOn { get; init; }

    /// <summary>Of one unit, or per cent of the nominal value.</summary>
    public decimal? Price { get; init; }

    public RiskGrade? Grade { get; init; }

    static string IArrangementRecord<ToldPosition>.Stream => "positions";

    ToldPosition IArrangementRecord<ToldPosition>.ToTold() =>
        new(Account.Trim(), Instrument.Trim(), Version, AsOf, Name.Trim(), Quantity, Currency.Trim().ToUpperInvariant(), Value, ValuedOn)
        {
            Price = Price,
            Grade = Grade,
        };
}
