using System.Text;
using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <summary>Finds the English sentences that users will read: in T["…"], Refuse.If(…, "…"), new Fault("…") and their like.</summary>
internal static partial class SentencesInCode
{
    public static IEnumerable<string> Of(SourceFile file)
    {
        var code = file.Code;
        foreach (Match opening in Opening().Matches(code))
        {
            var arguments = Arguments(code, opening.Index + opening.Length);
            var place = opening.Value.StartsWith("Refuse.", StringComparison.Ordinal) ? 1 : 0;
            foreach (var sentence in arguments.ElementAtOrDefault(place) ?? [])
            {
                yield return sentence;
            }
        }
    }

    /// <summary>The literals of each argument, without those that are compared with or handed on to something else.</summary>
    private static List<List<string>> Arguments(string code, int at)
    {
        var arguments = new List<List<string>> { new() };
        var open = new Stack<char>();
        var before = ' ';
        while (at < code.Length)
        {
            var sign = code[at++];
            switch (sign)
            {
                case '"':
                    var literal = Literal(code, ref at);
                    if (open.All(bracket => bracket == '{'))
                    {
                        Take(arguments[^1], literal, before, code.AsSpan(at).TrimStart());
                    }

                    break;
                case '\'':
                    at = code.IndexOf('\'', code[at] == '\\' ? at + 2 : at + 1) + 1;
                    break;
                case '(' or '[' or '{':
                    open.Push(sign);
                    break;
                case ')' or ']' or '}':
                    if (open.Count == 0)
                    {
                        return arguments;
                    }

                    open.Pop();
                    break;
                case ',' when open.Count == 0:
                    arguments.Add([]);
                    break;
            }

            before = char.IsWhiteSpace(sign) ? before : sign;
        }

        return arguments;
    }

    private static void Take(List<string> sentences, string literal, char before, ReadOnlySpan<char> after)
    {
        if (before == '+' && sentences.Count > 0)
        {
            sentences[^1] += literal;
        }
        else if (before is not ('=' or '$' or 's') && !after.StartsWith("=>") && !after.StartsWith("or ") && literal.Length > 0)
        {
            sentences.Add(literal);
        }
    }

    private static string Literal(string code, ref int at)
    {
        var text = new StringBuilder();
        while (at < code.Length && code[at] != '"')
        {
            if (code[at] == '\\')
            {
                at++;
            }

            text.Append(code[at++]);
        }

        at++;
        return text.ToString();
    }

    [GeneratedRegex(
        @"\b[Tt](ext)?\[|\bRefuse\.If\(|\bnew Fault\(|\bFault\b[^;{}=""]*=>?\s*new\(|\bRefusedException\(|\bMeans\(|\bWithMessage\(|\b(this|page|Page)\.(Done|Say)\(",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Opening();
}
