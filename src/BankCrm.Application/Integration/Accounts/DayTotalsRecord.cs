using System.Globalization;
using BankCrm.Application.Accounts;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>What the source booked on a day in one currency, of all branches together: for comparing with what arrived.</summary>
[Allow(AccountScopes.WriteTransactions)]
public sealed record DayTotalsRecord : IDatedRecord
{
    private const decimal Most = 1_000_000_000_000_000m;

    public required DateOnly Day { get; init; }

    /// <summary>ISO 4217, three letters.</summary>
    public required string Currency { get; init; }

    /// <summary>When it was so in the source: a later one replaces it.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required long Movements { get; init; }

    /// <summary>Sum of the movements in customers' favour.</summary>
    public required decimal Credit { get; init; }

    /// <summary>Sum of the others, above zero.</summary>
    public required decimal Debit { get; init; }

    /// <summary>How many accounts there were at the end of the day.</summary>
    public long? Accounts { get; init; }

    /// <summary>Of all accounts, at the end of the day.</summary>
    public decimal? ClosingBalance { get; init; }

    string IDatedRecord.Key => $"{Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Currency.Trim().ToUpperInvariant()}";

    public Fault? Fault()
    {
        var currency = Currency.Trim().ToUpperInvariant();
        return new[] { Credit, Debit, ClosingBalance ?? 0 }.Select(amount => Money.Check(amount, currency)).FirstOrDefault(fault => fault is not null)
            ?? (Movements < 0 || Credit < 0 || Debit < 0 || Accounts < 0 ? new Fault("Totals of a day are not below zero.") : null)
            ?? (new[] { Credit, Debit, Math.Abs(ClosingBalance ?? 0) }.Max() is var largest and >= Most ? new Fault("An amount of {0} cannot be right.", largest) : null);
    }
}
