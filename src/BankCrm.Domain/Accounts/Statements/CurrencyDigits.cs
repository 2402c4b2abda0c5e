using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

/// <summary>How many decimals an amount in a statement may have: of the currencies there are, and of those that older or foreign statements are in.</summary>
public static class CurrencyDigits
{
    private static readonly HashSet<string> Further = new(
        "ANG ATS BEF BGN BOV CHE CHW CNH COU CUC CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL MXV NLG PTE SIT SKK SLL TRL USN XCG ZWL".Split(' '),
        StringComparer.Ordinal);

    /// <summary>Null: no currency has this code.</summary>
    public static int? Of(string code) => Currencies.Exist(code) ? Currencies.Digits(code)
        : Further.Contains(code) ? 2
        : code is "CLF" or "UYW" ? 4
        : null;

    /// <summary>The amount without the zeros at its end, which change nothing.</summary>
    public static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;

    public static bool Fits(decimal amount, int digits) => decimal.Round(amount, digits) == amount;

    internal static string Shown(decimal amount) => Plain(amount).ToString(CultureInfo.InvariantCulture);
}
