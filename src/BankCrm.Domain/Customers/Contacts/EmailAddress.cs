using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>An e-mail address; the domain in lower case. Two that differ in case only are the same. Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<EmailAddress>))]
public sealed record EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocal = 64;
    private const int MaxLabel = 63;
    private const string LocalSigns = "!#$%&'*+/=?^_`{|}~.-";

    private EmailAddress(string address) => Unmasked = address;

    /// <summary>The whole address. Only for those who may reveal it.</summary>
    public string Unmasked { get; }

    /// <summary>The one spelling for looking it up: the whole address, not masked, in lower case.</summary>
    public string LookupKey => Unmasked.ToLowerInvariant();

    public static Fault? Check(string text)
    {
        if (CleanText.Check(text, MaxLength) is { } unclean)
        {
            return unclean;
        }

        var address = HalfWidth.Of(text).Trim();
        if (address.Length == 0)
        {
            return new("Enter an e-mail address.");
        }

        if (address.Split('@') is not [var local, var domain])
        {
            return new("An e-mail address has one @, as in name@example.com.");
        }

        return CheckLocal(local) ?? CheckDomain(domain);
    }

    /// <exception cref="RefusedException">No mail can reach it; the sentence says why.</exception>
    public static EmailAddress Parse(string text)
    {
        Refuse.If(Check(text));
        var address = HalfWidth.Of(text).Trim();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return new(address[..at] + address[at..].ToLowerInvariant());
    }

    /// <summary>An address that was checked when it was stored.</summary>
    public static EmailAddress FromStored(string unmasked) => new(unmasked);

    public bool Equals(EmailAddress? other) => other is not null && LookupKey == other.LookupKey;

    public override int GetHashCode() => LookupKey.GetHashCode(StringComparison.Ordinal);

    /// <summary>a***@d**.com</summary>
    public override string ToString()
    {
        var at = Unmasked.IndexOf('@', StringComparison.Ordinal);
        return $"{Unmasked[0]}***@{Unmasked[at + 1]}**{Unmasked[Unmasked.LastIndexOf('.')..]}";
    }

    private static Fault? CheckLocal(string local)
    {
        if (local.Length is 0 or > MaxLocal)
        {
            return new("Before the @ stands a name of 1 to 64 places.");
        }

        return local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)
            || !local.All(c => char.IsAsciiLetterOrDigit(c) || LocalSigns.Contains(c, StringComparison.Ordinal))
            ? new("Before the @ stand Latin letters, digits and single dots, no spaces. Compare the address.")
            : null;
    }

    private static Fault? CheckDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit)
            ? null
            : new("After the @ stands a domain as in example.com: letters, digits, dashes and single dots. Compare the address.");
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabel
        && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-');
}
