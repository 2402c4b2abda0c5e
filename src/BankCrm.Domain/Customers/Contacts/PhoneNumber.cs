using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>A telephone number of any country, kept as E.164 (+8613800138000). Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<PhoneNumber>))]
public sealed record PhoneNumber
{
    /// <summary>Of a number as typed.</summary>
    public const int MaxLength = 40;

    private const string Hidden = "****";

    private PhoneNumber(string e164) => Unmasked = e164;

    /// <summary>The whole number as E.164. Only for those who may reveal it; the one spelling for looking it up.</summary>
    public string Unmasked { get; }

    public string LastFour => Unmasked[^4..];

    /// <summary>May receive a text message of a mainland gateway.</summary>
    public bool IsMainlandMobile => Unmasked.StartsWith("+86", StringComparison.Ordinal) && MainlandPhone.IsMobile(Unmasked[3..]);

    /// <param name="defaultCountry">ISO 3166-1, two letters: where a number without + or 00 is at home.</param>
    public static Fault? Check(string text, string defaultCountry = "CN") => PhoneReading.Of(text, defaultCountry).Fault;

    /// <exception cref="RefusedException">No telephone has this number; the sentence says why.</exception>
    public static PhoneNumber Parse(string text, string defaultCountry = "CN")
    {
        var (e164, fault) = PhoneReading.Of(text, defaultCountry);
        Refuse.If(fault);
        return new(e164);
    }

    /// <summary>A number that was checked when it was stored.</summary>
    public static PhoneNumber FromStored(string unmasked) => new(unmasked);

    /// <summary>138****5678; 0512****123 for a land line; +1 ****6840 abroad.</summary>
    public override string ToString()
    {
        var digits = Unmasked[1..];
        var code = Countries.CallingCodeIn(digits) ?? "";
        if (code == "86")
        {
            return MainlandPhone.Masked(digits[2..]);
        }

        var last = digits.Length - code.Length >= 8 ? 4 : 2;
        return $"+{code} {Hidden}{digits[^last..]}";
    }
}
