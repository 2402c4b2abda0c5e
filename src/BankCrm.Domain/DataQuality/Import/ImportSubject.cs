using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>Of what the rows of a file tell.</summary>
public enum ImportSubject
{
    [Means("Customers")] Customers,
    [Means("Accounts")] Accounts,
    [Means("Movements on accounts")] Movements,
}

/// <summary>What parts the decimals. 1,234 may be two amounts, and nobody can know which from the number.</summary>
public enum DecimalSign
{
    [Means("Point: 1,234.56")] Point,
    [Means("Comma: 1.234,56")] Comma,
}

/// <summary>What a word beside an amount says of it.</summary>
public enum MovementSide
{
    [Means("Credit (paid in)")] Credit,
    [Means("Debit (paid out)")] Debit,
}

public static class ImportFields
{
    private static readonly ImportField[] OfCustomers = [.. Enum.GetValues<ImportField>().Where(f => f < ImportField.AccountNumber)];

    private static readonly ImportField[] OfAccounts =
    [
        ImportField.AccountNumber, ImportField.ExternalRef, ImportField.CustomerNumber, ImportField.HolderName, ImportField.JointOwners, ImportField.AccountKind,
        ImportField.Currency, ImportField.AccountBalance, ImportField.AsOf, ImportField.AccountStatus, ImportField.Branch, ImportField.Product, ImportField.OpenedOn,
        ImportField.ClosedOn, ImportField.Available, ImportField.Hold, ImportField.CreditLimit, ImportField.Rate, ImportField.MaturesOn, ImportField.AccountVersion,
    ];

    private static readonly ImportField[] OfMovements =
    [
        ImportField.AccountNumber, ImportField.BookedOn, ImportField.ValueOn, ImportField.BookedAt, ImportField.Amount, ImportField.Credit, ImportField.Debit,
        ImportField.Side, ImportField.Currency, ImportField.Reference, ImportField.BalanceAfter, ImportField.MovementKind, ImportField.Channel,
        ImportField.Counterparty, ImportField.CounterpartyAccount, ImportField.MovementText,
    ];

    extension(ImportSubject subject)
    {
        /// <summary>What a column of such a file can mean.</summary>
        public IReadOnlyList<ImportField> Fields => subject switch
        {
            ImportSubject.Accounts => OfAccounts,
            ImportSubject.Movements => OfMovements,
            _ => OfCustomers,
        };
    }
}
