using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Tags;

/// <summary>What may be a tag, and which tags are spellings of one.</summary>
public static class TagSpelling
{
    private static readonly char[] Commas = [',', '，', '、', ';', '；'];

    public static Fault? Check(string tag) =>
        tag.AsSpan().IndexOfAny(Commas) >= 0 ? new("A tag has no comma in it.") : CleanText.Check(tag, Customer.TagMaxLength);

    /// <summary>Equal for "vip", "VIP" and "ＶＩＰ", and wherever only spaces and dashes differ.</summary>
    public static string KeyOf(string tag) => string.Concat(
        HalfWidth.Of(tag.Normalize()).ToLowerInvariant().Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '_' or '.' or '·')));
}
