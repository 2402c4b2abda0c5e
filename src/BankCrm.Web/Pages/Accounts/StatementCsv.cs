using BankCrm.Application.Accounts.Overview;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>A statement as a table: the balance before, the movements in their order, the balance after.</summary>
internal static class StatementCsv
{
    public static string Of(AccountStatement made, Text text)
    {
        string[] headings =
        [
            text["Account"], text["Currency"], text["Booking day"], text["Value day"], text["Kind"], text["Purpose"], text["Counterparty"],
            text["Account of the counterparty"], text["Text of the movement"], text["Reference"], text["Money in"], text["Money out"], text["Balance"],
        ];
        return string.Concat(
            [
                Csv.Line(headings),
                Balance(text["Opening balance"], made.From, made.Opening),
                .. made.Lines.Select(Movement),
                Balance(text["Closing balance"], made.To, made.Closing),
            ]);

        string Balance(string name, DateOnly day, decimal balance) =>
            Csv.Line(made.Number, made.Currency, day, null, null, null, null, null, name, null, null, null, Exact(balance));

        string Movement(StatementLine line) => Csv.Line(
            made.Number, made.Currency, line.BookedOn, line.ValueOn, text[line.Kind], text[line.Category], line.Counterparty, line.CounterpartyAccount,
            line.Text.ReplaceLineEndings(" "), line.Reference, line.Amount > 0 ? Exact(line.Amount) : null, line.Amount < 0 ? Exact(-line.Amount) : null,
            Exact(line.Balance));

        decimal Exact(decimal amount) => decimal.Round(amount, Currencies.Digits(made.Currency)); // the database keeps four decimals of every amount
    }
}
