using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>A movement as its source booked it. It never changes; what was wrong is booked back.</summary>
[Allow(AccountScopes.WriteTransactions)]
public sealed record TransactionRecord
{
    /// <summary>The account's number as the source writes it.</summary>
    public required string Account { get; init; }

    /// <summary>The source's own, once an account and day.</summary>
    public required string Reference { get; init; }

    public required DateOnly BookedOn { get; init; }

    /// <summary>Above zero in the customer's favour.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, three letters: the account's.</summary>
    public required string Currency { get; init; }

    public required TransactionKind Kind { get; init; }
    public TransactionChannel Channel { get; init; }

    /// <summary>Left out: the day it was booked on.</summary>
    public DateOnly? ValueOn { get; init; }

    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>Orders the movements of one account and day, where the source has no moments.</summary>
    public long? Position { get; init; }

    public decimal? BalanceAfter { get; init; }
    public string Counterparty { get; init; } = "";
    public string CounterpartyAccount { get; init; } = "";
    public string Text { get; init; } = "";

    internal ToldTransaction ToTold() => new(Account.Trim(), Reference.Trim(), BookedOn, Amount, Currency.Trim().ToUpperInvariant(), Kind)
    {
        Channel = Channel,
        ValueOn = ValueOn,
        BookedAt = BookedAt,
        Position = Position,
        BalanceAfter = BalanceAfter,
        Counterparty = Counterparty.Trim(),
        CounterpartyAccount = CounterpartyAccount.Trim(),
        Text = Text.Trim(),
    };
}
