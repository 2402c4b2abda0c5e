using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Transactions;

/// <summary>The movements of one month added up, in the account's currency, as they were written. Whatever order they arrive in, the sums are the same.</summary>
[Class(DataClass.C2)]
public sealed class AccountMonth
{
    private AccountMonth() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private init; }

    public decimal Inflow { get; private set; }

    /// <summary>Above zero.</summary>
    public decimal Outflow { get; private set; }

    public int Movements { get; private set; }

    /// <summary>
    /// Each amount times the days of the month from its day to the last, both counted. Divided by the length of the month and added to the balance before the
    /// month it is the average balance at the end of the day.
    /// </summary>
    public decimal AmountDays { get; private set; }

    public Account Account { get; private init; } = null!;

    public static DateOnly FirstDayOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>From the day to the end of its month, both counted: what a movement weighs in <see cref="AmountDays"/>.</summary>
    public static int DaysFrom(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month) - day.Day + 1;
}
