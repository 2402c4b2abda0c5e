using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Reconciliation;

/// <summary>What a source says it booked on a day, of all branches together.</summary>
[Class(DataClass.C2)]
public sealed class ToldDay
{
    private ToldDay() { } // EF Core

    public string Source { get; private init; } = "";
    public DateOnly Day { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public long Movements { get; private set; }
    public decimal Credit { get; private set; }

    /// <summary>Above zero.</summary>
    public decimal Debit { get; private set; }

    /// <summary>How many accounts there were. Null: not told.</summary>
    public long? Accounts { get; private set; }

    /// <summary>Of all accounts at the end of the day. Null: not told.</summary>
    public decimal? ClosingBalance { get; private set; }

    public DateTimeOffset ToldAt { get; private set; }
}

/// <summary>What of a day has arrived: added to with each movement that is new, in its transaction.</summary>
[Class(DataClass.C2)]
public sealed class ArrivedDay
{
    private ArrivedDay() { } // EF Core

    public string Source { get; private init; } = "";
    public DateOnly Day { get; private init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public long Movements { get; private set; }
    public decimal Credit { get; private set; }

    /// <summary>Above zero.</summary>
    public decimal Debit { get; private set; }
}
