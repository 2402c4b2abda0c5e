using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>What must be said before accounts or movements can be read.</summary>
internal static class LedgerMapping
{
    private const int SourceMinLength = 2;

    public static Fault? Check(ImportMapping mapping) =>
        CheckSource(mapping.Fixed.GetValueOrDefault(ImportField.Source) ?? "")
        ?? (mapping.Columns.Contains(ImportField.AccountNumber) ? null : new Fault("Say which column holds the account number."))
        ?? (mapping.Subject is ImportSubject.Accounts ? CheckAccounts(mapping) : CheckMovements(mapping));

    // As the code of a source system is written everywhere.
    private static Fault? CheckSource(string source) =>
        source.Length is >= SourceMinLength and <= Account.SourceMaxLength && source.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? null
            : new("Say which system keeps the accounts: its code, in capital letters, as CORE.");

    private static Fault? CheckAccounts(ImportMapping mapping) =>
        !mapping.Columns.Contains(ImportField.ExternalRef) && !mapping.Columns.Contains(ImportField.CustomerNumber)
            ? new("Say which column holds the number of the customer whose the account is.")
        : !mapping.Has(ImportField.AccountKind) ? new("Say of which kind the accounts are.")
        : !mapping.Has(ImportField.Currency) ? new("Say in which currency the accounts are.")
        : !mapping.Has(ImportField.AsOf) ? new("Say as of which day the file tells of the accounts.")
        : null;

    private static Fault? CheckMovements(ImportMapping mapping)
    {
        var (inOne, inTwo) = (mapping.Columns.Contains(ImportField.Amount), mapping.Columns.Contains(ImportField.Credit) || mapping.Columns.Contains(ImportField.Debit));
        return !mapping.Columns.Contains(ImportField.BookedOn) ? new("Say which column holds the day of booking.")
            : inOne == inTwo ? new("Say which column holds the amount: one with its sign, or one of credits and one of debits.")
            : inTwo && mapping.Columns.Contains(ImportField.Side) ? new("Credits and debits stand in columns of their own: leave out the column that says which is which.")
            : null;
    }
}
