using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Habits;

/// <summary>
/// How a customer's own accounts moved in the last 30, 90 and 365 days: in all, by purpose, by channel. In home currency, joint accounts with their owner.
/// Counted anew once a day for each branch, for no page adds up movements while somebody waits; <see cref="HabitCount"/> says when.
/// </summary>
[Class(DataClass.C2)]
public sealed class CustomerHabit : IBranchScoped, IOfCustomer
{
    public const int SubjectMaxLength = 40;

    /// <summary>The subject of all movements together.</summary>
    public const string Everything = "";

    /// <summary>The days that are counted, the day of the count among them.</summary>
    public static readonly IReadOnlyList<int> Windows = [30, 90, 365];

    private CustomerHabit() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary><see cref="Everything"/>, or what <see cref="Of(TransactionCategory)"/> and its likes say.</summary>
    public string Subject { get; private init; } = "";

    public int Movements30 { get; private init; }
    public int Movements90 { get; private init; }
    public int Movements365 { get; private init; }
    public decimal Inflow30 { get; private init; }
    public decimal Inflow90 { get; private init; }
    public decimal Inflow365 { get; private init; }

    /// <summary>Above zero.</summary>
    public decimal Outflow30 { get; private init; }

    /// <summary>Above zero.</summary>
    public decimal Outflow90 { get; private init; }

    /// <summary>Above zero.</summary>
    public decimal Outflow365 { get; private init; }

    public static string Of(TransactionCategory category) => $"purpose {category}";

    public static string Of(TransactionChannel channel) => $"channel {channel}";
}

/// <summary>When the habits of a branch's customers were counted last.</summary>
[Class(DataClass.C1)]
public sealed class HabitCount : IBranchScoped
{
    private HabitCount() { } // EF Core

    public Guid BranchId { get; private init; }

    /// <summary>The last day that is counted. Null: never yet.</summary>
    public DateOnly? CountedOn { get; private init; }
}
