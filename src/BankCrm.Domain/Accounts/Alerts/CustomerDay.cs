using System.Runtime.InteropServices;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>What a customer's accounts moved on one day, of one kind, currency and direction.</summary>
/// <param name="Sum">Above zero.</param>
/// <param name="Large">The single amounts that may be near a limit.</param>
public sealed record MovedOnDay(DateOnly Day, TransactionKind Kind, string Currency, AlertDirection Direction, decimal Sum, int Movements, IReadOnlyList<decimal> Large)
{
    /// <summary>Needs no report: it counts for no limit, but for what is unusual.</summary>
    public bool IsExempt { get; init; }
}

/// <summary>The average month of a customer, in home currency.</summary>
/// <param name="Months">In so many of them something moved.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CustomerHabit(decimal In, decimal Out, int Months)
{
    public decimal Of(AlertDirection direction) => direction is AlertDirection.In ? In : Out;
}

/// <summary>What an alert is judged by: a customer's day, and the days before it that the rules look at.</summary>
/// <param name="Moved">Of all accounts they own, interest and fees not among them.</param>
public sealed record CustomerDay(Guid CustomerId, CustomerKind Kind, DateOnly Day, IReadOnlyList<MovedOnDay> Moved, CustomerHabit Habit, DayRates Rates);

/// <summary>What a rule found.</summary>
/// <param name="Key">Tells findings of one customer and day apart.</param>
/// <param name="Amount">In home currency, two decimals.</param>
public sealed record AlertFinding(
    Guid CustomerId, AlertRule Rule, AlertDirection Direction, DateOnly Day, string Key, decimal? Amount, int Movements, string Limit, DateOnly RuleFrom, string Rates)
{
    /// <summary>So many days may lie between two that are the same thing.</summary>
    public int Spans { get; init; } = 1;
}
