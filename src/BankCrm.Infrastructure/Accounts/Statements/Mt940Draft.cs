using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>One MT940 message while its fields come in.</summary>
internal sealed partial class Mt940Draft(int line, StatementLimits limits)
{
    public const string Kind = "MT940";

    private readonly FaultList faults = new(limits);
    private readonly List<StatementBalance> balances = [];
    private readonly List<string> information = [];
    private StatementAccount account = StatementAccount.None;
    private string? id;
    private string? related;
    private string? number;
    private int entries;
    private bool isBegun;

    public string Currency => balances.FirstOrDefault()?.Currency ?? "";

    public int NextEntry() => ++entries;

    public void Take(SwiftField field)
    {
        switch (field.Tag)
        {
            case "20":
                id = field.First.Trim();
                break;
            case "21":
                related = field.First.Trim();
                break;
            case "25" or "25P":
                account = AccountOf(field);
                break;
            case "28" or "28C":
                number = field.First.Trim();
                break;
            case "60F" or "60M" or "62F" or "62M" or "64" or "65":
                balances.Add(BalanceOf(field));
                break;
            case "86":
                information.AddRange(field.Lines.Where(l => l.Length > 0));
                break;
            case "13" or "13D" or "34F" or "90C" or "90D" or "NS":
                break; // moment, limits and counts of an interim report; a bank's own additions
            default:
                faults.Add(new Fault("The field :{0}: is none of a statement.", field.Tag), field.Line);
                break;
        }
    }

    /// <summary>Null: it had begun already.</summary>
    public StatementHeader? Begin()
    {
        if (isBegun)
        {
            return null;
        }

        isBegun = true;
        return new()
        {
            Kind = Kind,
            Line = line,
            Id = id,
            Number = number,
            RelatedReference = related,
            Account = account with { Currency = account.Currency ?? (Currency.Length > 0 ? Currency : null) },
        };
    }

    public StatementEnded End()
    {
        Demand(id, "20");
        Demand(number, "28C");
        if (!balances.Exists(b => b.Kind is BalanceKind.Opening) || !balances.Exists(b => b.Kind is BalanceKind.Closing))
        {
            faults.Add(new Fault("The opening or the closing balance (:60F:, :62F:) is missing: the statement is cut off."), line);
        }

        return new(balances, information.Count > 0 ? string.Join('\n', information) : null, null, faults.Taken);
    }

    private void Demand(string? value, string tag)
    {
        if (string.IsNullOrEmpty(value))
        {
            faults.Add(new Fault("The field :{0}: is missing.", tag), line);
        }
    }

    /// <summary>An IBAN, a number, or bank and number; the currency may stand at its end.</summary>
    private static StatementAccount AccountOf(SwiftField field)
    {
        var written = field.First.Trim();
        var parts = NumberAndCurrency().Match(written.TrimStart('/'));
        var (bank, own) = parts.Groups["number"].Value.LastIndexOf('/') is > 0 and var at
            ? (parts.Groups["number"].Value[..at], parts.Groups["number"].Value[(at + 1)..])
            : (null, parts.Groups["number"].Value);
        var iban = Iban.Normalise(own);
        var currency = parts.Groups["currency"].Success && CurrencyDigits.Of(parts.Groups["currency"].Value) is not null ? parts.Groups["currency"].Value : null;
        if (currency is null)
        {
            own += parts.Groups["currency"].Value;
            iban = Iban.Normalise(own);
        }

        return new(written, own, Iban.HasShape(iban) ? iban : null, bank ?? field.Lines.Skip(1).FirstOrDefault(l => l.Length > 0)?.Trim(), Currency: currency);
    }

    private StatementBalance BalanceOf(SwiftField field)
    {
        var kind = field.Tag[..2] switch
        {
            "60" => BalanceKind.Opening,
            "62" => BalanceKind.Closing,
            "64" => BalanceKind.ClosingAvailable,
            _ => BalanceKind.ForwardAvailable,
        };
        if (Balance().Match(field.First.Trim()) is not { Success: true } match)
        {
            faults.Add(new Fault("The balance in :{0}: cannot be read.", field.Tag), field.Line);
            return new(kind, field.Tag, null, "", null, field.Line);
        }

        var currency = match.Groups["currency"].Value;
        var amount = StatementAmounts.Read(match.Groups["amount"].ValueSpan, ',', currency, faults, field.Line);
        var isDebit = match.Groups["mark"].ValueSpan is "D" or "RC";
        return new(kind, field.Tag, isDebit ? -amount : amount, currency, StatementDays.OfSwift(match.Groups["day"].ValueSpan, faults, field.Line), field.Line);
    }

    [GeneratedRegex(@"^(?<mark>C|D|RC|RD)(?<day>[0-9]{6})(?<currency>[A-Z]{3})(?<amount>[0-9.,]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Balance();

    [GeneratedRegex(@"^(?<number>.*?[0-9])?\s?(?<currency>[A-Z]{3})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberAndCurrency();
}
