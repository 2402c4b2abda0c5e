using System.Globalization;
using BankCrm.Domain.Accounts;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>Tells people what a message says of an account.</summary>
internal static class AccountWords
{
    public static IEnumerable<(string Label, string Value)> Of(AccountRecord account) =>
    [
        ("Account number", Masked(account.Number)), ("Kind", account.Kind.ToString()), ("Status", account.Status.ToString()), ("Currency", account.Currency),
        ("Version", account.Version.ToString(CultureInfo.InvariantCulture)),
    ];

    public static IEnumerable<(string Label, string Value)> Of(TransactionRecord transaction) =>
    [
        ("Account number", Masked(transaction.Account)), ("Reference", transaction.Reference),
        ("Booked on", transaction.BookedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("Amount", $"{transaction.Currency} {transaction.Amount.ToString(CultureInfo.InvariantCulture)}"), ("Kind", transaction.Kind.ToString()),
    ];

    private static string Masked(string number) => AccountNumber.Check(number) is null ? AccountNumber.Parse(number).ToString() : "••••";
}
