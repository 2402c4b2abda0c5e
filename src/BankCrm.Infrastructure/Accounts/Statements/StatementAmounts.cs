using System.Globalization;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Collects what is wrong with one statement or one entry.</summary>
internal sealed class FaultList(StatementLimits limits)
{
    private readonly List<StatementFault> faults = [];

    public IReadOnlyList<StatementFault> Taken => faults;

    public void Add(Fault fault, int line)
    {
        if (faults.Count < limits.Faults)
        {
            faults.Add(new(fault, line));
        }
    }
}

/// <summary>Amounts as decimals, exactly as written; what a currency cannot have is told but kept, so that sums can be compared.</summary>
internal static class StatementAmounts
{
    private const int MaxDigits = 15;
    private const int MaxDecimals = 10;

    /// <param name="comma">The sign before the decimals. Another one is no part of a number.</param>
    /// <returns>Null: no amount, which was told.</returns>
    public static decimal? Read(ReadOnlySpan<char> written, char comma, string currency, FaultList faults, int line, bool mayBeSigned = false)
    {
        if (Number(written, comma, faults, line, mayBeSigned) is not { } amount)
        {
            return null;
        }

        DemandCurrency(currency, amount, faults, line);
        return amount;
    }

    /// <summary>A sum that stands without its currency.</summary>
    public static decimal? ReadWithoutCurrency(ReadOnlySpan<char> written, FaultList faults, int line) => Number(written, '.', faults, line, mayBeSigned: true);

    private static decimal? Number(ReadOnlySpan<char> written, char comma, FaultList faults, int line, bool mayBeSigned)
    {
        var number = written.Trim();
        if (number.IsEmpty)
        {
            faults.Add(new Fault("An amount is missing."), line);
            return null;
        }

        var unsigned = mayBeSigned && (number[0] is '+' or '-') ? number[1..] : number;
        var at = unsigned.IndexOf(comma);
        var whole = at < 0 ? unsigned : unsigned[..at];
        var part = at < 0 ? default : unsigned[(at + 1)..];
        if (whole.Length + part.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || part.ContainsAnyExceptInRange('0', '9'))
        {
            faults.Add(new Fault("An amount is no number as this format writes them."), line);
            return null;
        }

        var digits = whole.TrimStart('0');
        if (digits.Length > MaxDigits || part.TrimEnd('0').Length > MaxDecimals)
        {
            faults.Add(new Fault("An amount has too many digits."), line);
            return null;
        }

        // With the zeros that were written: 8.850 stays 8.850.
        var kept = part[..Math.Min(part.Length, MaxDecimals)];
        var amount = decimal.Parse($"0{digits}.{kept}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        amount = kept.Length == 0 ? decimal.Truncate(amount) : decimal.Round(amount, kept.Length);
        return number[0] == '-' ? -amount : amount;
    }

    private static void DemandCurrency(string currency, decimal amount, FaultList faults, int line)
    {
        if (currency.Length == 0)
        {
            faults.Add(new Fault("The currency is missing."), line);
        }
        else if (CurrencyDigits.Of(currency) is not { } digits)
        {
            faults.Add(new Fault("There is no currency {0}.", currency.Length > 8 ? currency[..8] : currency), line);
        }
        else if (!CurrencyDigits.Fits(amount, digits))
        {
            faults.Add(new Fault("An amount has more decimals than {0} has: at most {1}.", currency, digits), line);
        }
    }
}
