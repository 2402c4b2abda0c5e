using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>Amounts with their currency: exact decimals, never more places than the currency has.</summary>
public static class Money
{
    public const int CodeLength = 3;

    /// <summary>Amounts of one account or movement stay below it: more cannot be right, and would not fit numeric(19,4) when added up.</summary>
    public const decimal Most = 1_000_000_000_000m;

    public static Fault? Check(string code) =>
        Currencies.Exist(code) ? null : new("{0} is no currency: use the three capital letters of ISO 4217, as CNY.", code.Length > CodeLength ? code[..CodeLength] + "…" : code);

    public static Fault? Check(decimal amount, string code) =>
        Check(code) ?? (Currencies.Fits(amount, code) ? null : new("An amount in {0} has at most {1} decimals.", code, Currencies.Digits(code)));

    /// <param name="rate">Per cent a year. Null: none was told.</param>
    public static Fault? CheckRate(decimal? rate) => rate is < -100 or > 1000 ? new("The rate is per cent a year: {0} cannot be right.", rate) : null;
}
