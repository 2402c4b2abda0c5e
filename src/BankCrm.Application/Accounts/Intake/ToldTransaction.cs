using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Intake;

/// <summary>A movement as its source booked it.</summary>
/// <param name="AccountNumber">As the source writes it.</param>
/// <param name="Reference">The source's own, once an account and day: what comes again under it is known.</param>
/// <param name="Amount">In the account's currency, above zero in the customer's favour.</param>
public sealed record ToldTransaction(string AccountNumber, string Reference, DateOnly BookedOn, decimal Amount, string Currency, TransactionKind Kind)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public TransactionChannel Channel { get; init; }

    /// <summary>Null: the day it was booked on.</summary>
    public DateOnly? ValueOn { get; init; }

    /// <summary>Null: the source tells days only.</summary>
    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>Orders the movements of one account and day. Null: the moment does or, without one, the order in which they are told.</summary>
    public long? Position { get; init; }

    public decimal? BalanceAfter { get; init; }
    public string Counterparty { get; init; } = "";
    public string CounterpartyAccount { get; init; } = "";
    public string Text { get; init; } = "";

    /// <param name="today">Of the bank. Sources may be a day ahead of it, not more.</param>
    public Fault? Fault(DateOnly today) =>
        Domain.Accounts.AccountNumber.Check(AccountNumber)
        ?? (Reference.Length == 0 ? new Fault("A movement needs a reference, by which it is recognised when it comes again.") : null)
        ?? CleanText.Check(Reference, Transaction.ReferenceMaxLength)
        ?? CleanText.Check(Counterparty, Transaction.NameMaxLength)
        ?? CleanText.Check(Text, Transaction.TextMaxLength, manyLines: true)
        ?? CleanText.Check(CounterpartyAccount, Transaction.CounterpartyAccountMaxLength)
        ?? Money.Check(Amount, Currency)
        ?? (BalanceAfter is { } after ? Money.Check(after, Currency) : null)
        ?? (Amount == 0 ? new Fault("A movement of nothing is none.") : null)
        ?? (Math.Abs(Amount) >= Money.Most ? new Fault("An amount of {0} cannot be right.", Amount) : null)
        ?? (BookedOn < Earliest || BookedOn > today.AddDays(1) ? new Fault("The booking day {0} cannot be right.", BookedOn) : null);
}
