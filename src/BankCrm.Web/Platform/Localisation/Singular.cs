using System.Text.RegularExpressions;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>English sentences are written for many; where it is one, they say "1 customer". Chinese makes no difference.</summary>
internal static partial class Singular
{
    public static string Of(string sentence, object? first) => first is "1" or 1 ? Counted().Replace(sentence, "${one}") : sentence;

    [GeneratedRegex(@"(?<=\{0\} (working |calendar )?)(?<one>customer|row|pair|result|user|colleague|day|cell|letter|character|digit|place|tag|member|export|month|year|time)s\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();
}
