using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>A standing order as its source has it now.</summary>
public sealed record ToldStandingOrder(
    string AccountNumber, string Reference, long Version, DateTimeOffset ToldAt, decimal Amount, string Currency, OrderRhythm Rhythm, OrderStatus Status) : IToldArrangement
{
    public DateOnly? NextOn { get; init; }
    public string Counterparty { get; init; } = "";

    /// <summary>It is kept masked.</summary>
    public string CounterpartyAccount { get; init; } = "";

    public string Purpose { get; init; } = "";

    public Fault? Fault() =>
        this.CommonFault()
        ?? ArrangementFaults.NotBelowZero(Amount, Currency)
        ?? CleanText.Check(Counterparty, StandingOrder.NameMaxLength)
        ?? CleanText.Check(CounterpartyAccount, Transaction.CounterpartyAccountMaxLength)
        ?? CleanText.Check(Purpose, StandingOrder.PurposeMaxLength);
}
