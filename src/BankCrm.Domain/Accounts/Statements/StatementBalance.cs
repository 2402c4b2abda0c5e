using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

public enum BalanceKind
{
    [Means("Opening balance")] Opening,
    [Means("Closing balance")] Closing,
    [Means("Previous closing balance")] PreviouslyClosed,
    [Means("Interim balance")] Interim,
    [Means("Opening balance, available")] OpeningAvailable,
    [Means("Closing balance, available")] ClosingAvailable,
    [Means("Interim balance, available")] InterimAvailable,
    [Means("Available later")] ForwardAvailable,
    [Means("Expected balance")] Expected,
    [Means("For information")] Information,
    [Means("Another balance")] Other,
}

/// <summary>A balance as the bank states it.</summary>
/// <param name="Code">The bank's own word: OPBD, 60F, LEDGERBAL.</param>
/// <param name="Amount">Below zero: the customer owes it. Null: it could not be read.</param>
/// <param name="Currency">Empty: the file does not say.</param>
public sealed record StatementBalance(BalanceKind Kind, string Code, decimal? Amount, string Currency, DateOnly? On, int Line);
