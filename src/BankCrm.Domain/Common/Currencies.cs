namespace BankCrm.Domain.Common;

/// <summary>The currencies of ISO 4217 and how many decimals each has.</summary>
public static class Currencies
{
    /// <summary>In which the bank adds up.</summary>
    public const string Home = "CNY";

    private const int Usual = 2;

    private static readonly string[] WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".Split(' ');

    private static readonly string[] WithThree = "BHD IQD JOD KWD LYD OMR TND".Split(' ');

    private static readonly HashSet<string> Codes =
    [
        .. WithoutDecimals,
        .. WithThree,
        .. (
            "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD "
            + "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
            + "LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR "
            + "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR "
            + "ZMW ZWG").Split(' '),
    ];

    /// <summary>The home currency first.</summary>
    public static IReadOnlyList<string> All { get; } = [Home, .. Codes.Where(code => code != Home).Order(StringComparer.Ordinal)];

    public static bool Exist(string code) => Codes.Contains(code);

    public static int Digits(string code) => WithoutDecimals.Contains(code) ? 0 : WithThree.Contains(code) ? 3 : Usual;

    /// <summary>Whether the amount has no more decimals than the currency; zeros at its end do not count.</summary>
    public static bool Fits(decimal amount, string code) => decimal.Round(amount, Digits(code)) == amount;
}
