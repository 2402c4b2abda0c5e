using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>What a contact point holds, checked: its text, the one spelling it is looked up by, a telephone's last four digits.</summary>
public sealed record ContactValue(string Text, string Key, string? LastFour)
{
    public const int WeChatMaxLength = 40;

    /// <exception cref="RefusedException">It is none of this kind; the sentence says why.</exception>
    public static ContactValue Parse(ContactKind kind, string text, string country)
    {
        switch (kind)
        {
            case ContactKind.Email:
                var email = EmailAddress.Parse(text);
                return new(email.Unmasked, email.LookupKey, null);
            case ContactKind.WeChat:
                Refuse.If(CheckWeChat(text));
                return new(text.Trim(), text.Trim().ToLowerInvariant(), null);
            default:
                var phone = PhoneNumber.Parse(text, country);
                return new(phone.Unmasked, phone.Unmasked, phone.LastFour);
        }
    }

    /// <summary>Null: it is one of this kind.</summary>
    public static Fault? Check(ContactKind kind, string text, string country) => kind switch
    {
        ContactKind.Email => EmailAddress.Check(text),
        ContactKind.WeChat => CheckWeChat(text),
        _ => PhoneNumber.Check(text, country),
    };

    /// <summary>How staff see it who did not reveal it.</summary>
    public static string Masked(ContactKind kind, string text) => kind switch
    {
        ContactKind.Email => EmailAddress.FromStored(text).ToString(),
        ContactKind.WeChat => text.Length < 3 ? "***" : $"{text[0]}***{text[^1]}",
        _ => PhoneNumber.FromStored(text).ToString(),
    };

    public override string ToString() => "••••";

    private static Fault? CheckWeChat(string text) =>
        CleanText.Check(text, WeChatMaxLength) ?? (string.IsNullOrWhiteSpace(text) ? new Fault("Enter the WeChat name.") : null);
}
