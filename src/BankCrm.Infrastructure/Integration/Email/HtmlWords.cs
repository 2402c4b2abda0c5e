using System.Net;
using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>The words of a page of HTML, without its markup. What cannot be seen in it is left out; nothing in it is followed.</summary>
internal static class HtmlWords
{
    private static readonly string[] Unseen = ["script", "style", "head", "title", "template", "noscript", "object", "svg"];
    private static readonly string[] Lines = ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul", "ol"];

    public static string Read(string html)
    {
        var words = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            Append(words, open < 0 ? html.AsSpan(at) : html.AsSpan(at, open - at));
            if (open < 0)
            {
                break;
            }

            at = html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal) ? After(html, "-->", open + 4) : Tag(html, open, words);
        }

        return WebUtility.HtmlDecode(words.ToString());
    }

    /// <returns>Where it goes on.</returns>
    private static int Tag(string html, int open, StringBuilder words)
    {
        var end = html.IndexOf('>', open);
        if (end < 0)
        {
            return html.Length; // what was cut off is no text
        }

        var isEnd = open + 1 < html.Length && html[open + 1] == '/';
        var from = open + (isEnd ? 2 : 1);
        var length = 0;
        while (from + length < end && char.IsAsciiLetterOrDigit(html[from + length]))
        {
            length++;
        }

        if (length == 0 && from < end && !isEnd && html[from] is not ('!' or '?'))
        {
            words.Append('<'); // "3 < 5": no tag
            return open + 1;
        }

        var name = html.Substring(from, length).ToLowerInvariant();
        if (!isEnd && Array.IndexOf(Unseen, name) >= 0)
        {
            return After(html, ">", html.IndexOf($"</{name}", end, StringComparison.OrdinalIgnoreCase));
        }

        words.Append(Array.IndexOf(Lines, name) >= 0 ? "\n" : name is "td" or "th" ? " " : "");
        return end + 1;
    }

    private static int After(string html, string sign, int from) =>
        from < 0 ? html.Length : html.IndexOf(sign, Math.Min(from, html.Length), StringComparison.Ordinal) is var at and >= 0 ? at + sign.Length : html.Length;

    // In HTML a line break is a space, and many spaces are one.
    private static void Append(StringBuilder words, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                words.Append(letter);
            }
            else if (words.Length > 0 && !char.IsWhiteSpace(words[^1]))
            {
                words.Append(' ');
            }
        }
    }
}
