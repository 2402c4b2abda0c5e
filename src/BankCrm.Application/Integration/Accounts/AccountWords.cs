using System.Globalization;
using BankCrm.Application.Accounts.Arrangements;
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
        ("Amount", Amount(transaction.Currency, transaction.Amount)), ("Kind", transaction.Kind.ToString()),
    ];

    public static IEnumerable<(string Label, string Value)> Of(IToldArrangement told) => told switch
    {
        ToldCard card => [("Kind", card.Kind.ToString()), ("Status", card.Status.ToString())],
        ToldStandingOrder order => [("Amount", Amount(order.Currency, order.Amount)), ("Status", order.Status.ToString())],
        ToldLoan loan => [("Amount", Amount(loan.Currency, loan.Amount)), ("Status", loan.Status.ToString())],
        ToldPosition position => [("Amount", Amount(position.Currency, position.Value))],
        _ => [],
    };

    public static string Masked(string number) => AccountNumber.Check(number) is null ? AccountNumber.Parse(number).ToString() : "••••";

    private static string Amount(string currency, decimal amount) => $"{currency} {amount.ToString(CultureInfo.InvariantCulture)}";
}
