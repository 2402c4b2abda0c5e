using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Arrangements;

/// <summary>What was lent on an account and on which terms, as its source told.</summary>
[Class(DataClass.C1)]
public sealed class Loan
{
    private Loan() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The source's own, once an account.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>What was lent.</summary>
    [Class(DataClass.C2)]
    public decimal Amount { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>What is owed still. Null: not told.</summary>
    [Class(DataClass.C2)]
    public decimal? Outstanding { get; private set; }

    /// <summary>Per cent a year. Null: not told.</summary>
    public decimal? Rate { get; private set; }

    public DateOnly GrantedOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }

    [Class(DataClass.C2)]
    public LoanStatus Status { get; private set; }

    public DateTimeOffset ToldAt { get; private set; }
    public long SourceVersion { get; private set; }

    /// <summary>Keyed hash of what was told.</summary>
    public byte[] Digest { get; private set; } = [];

    public Account Account { get; private init; } = null!;
}

/// <summary>A part of a loan that is due on a day.</summary>
[Class(DataClass.C1)]
public sealed class LoanInstalment
{
    private LoanInstalment() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The loan's.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>From 1.</summary>
    public int Number { get; private init; }

    public DateOnly DueOn { get; private init; }

    [Class(DataClass.C2)]
    public decimal Principal { get; private init; }

    [Class(DataClass.C2)]
    public decimal Interest { get; private init; }

    [Class(DataClass.C2)]
    public bool IsPaid { get; private init; }

    public Account Account { get; private init; } = null!;
}
