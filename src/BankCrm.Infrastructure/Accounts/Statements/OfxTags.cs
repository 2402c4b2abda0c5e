using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

internal enum OfxStep
{
    Open,
    Value,
    Close,
}

/// <summary>An element that opens or closes, or a value with its name.</summary>
internal sealed record OfxToken(OfxStep Step, string Name, string Value, int Line);

/// <summary>
/// OFX 1.x, an SGML whose values need no closing tag: an element followed by text is a value, one followed by a tag holds others, unless
/// its name is that of a value left empty.
/// </summary>
internal sealed partial class OfxTags
{
    private const int MaxName = 64;

    // Of those that are read here; an unknown empty one closes with the element round it.
    private static readonly HashSet<string> Values = new(
        ("CODE SEVERITY MESSAGE TRNUID CLTCOOKIE CURDEF BANKID BRANCHID BROKERID ACCTID ACCTTYPE ACCTKEY DTSTART DTEND TRNTYPE DTPOSTED DTUSER DTAVAIL DTTRAN TRNAMT FITID " +
        "CORRECTFITID CORRECTACTION SRVRTID CHECKNUM REFNUM SIC PAYEEID NAME EXTDNAME MEMO CURRATE CURSYM BALAMT DTASOF MKTGINFO LANGUAGE DTSERVER ORG FID").Split(' '),
        StringComparer.Ordinal);

    private readonly StatementText text;
    private readonly StatementLimits limits;
    private readonly List<string> open = [];
    private readonly char[] block = new char[4096];
    private int from;
    private int through;
    private int line = 1;

    private OfxTags(StatementText text, StatementLimits limits) => (this.text, this.limits) = (text, limits);

    public static bool HasHeader(string beginning) => Header().IsMatch(beginning);

    public static IEnumerable<OfxToken> Read(StatementText text, StatementLimits limits)
    {
        text.BreakAt("\r\n<");
        return new OfxTags(text, limits).Tokens();
    }

    private IEnumerable<OfxToken> Tokens()
    {
        TextUpToTag(); // the header
        string? pending = null;
        var (pendingLine, value) = (0, "");
        while (Peek() == '<')
        {
            var at = line;
            var tag = Tag();
            var closes = tag.StartsWith('/');
            var name = closes ? tag[1..] : tag;
            var isClosed = false;
            if (pending is not null)
            {
                var said = Plain(value);
                if (said.Length > 0 || Values.Contains(pending) || (closes && name == pending))
                {
                    yield return new(OfxStep.Value, pending, said, pendingLine);
                    isClosed = closes && name == pending;
                }
                else
                {
                    Push(pending);
                    yield return new(OfxStep.Open, pending, "", pendingLine);
                }
            }

            pending = null;
            if (closes && !isClosed)
            {
                for (var depth = open.LastIndexOf(name); depth >= 0 && open.Count > depth; open.RemoveAt(open.Count - 1))
                {
                    yield return new(OfxStep.Close, open[^1], "", at);
                }
            }
            else if (!closes)
            {
                (pending, pendingLine) = (name, at);
            }

            value = TextUpToTag();
        }

        if (open.Count > 0 || pending is not null)
        {
            throw CutOff();
        }
    }

    private void Push(string name)
    {
        open.Add(name);
        if (open.Count > limits.Depth)
        {
            throw new UnreadableStatement(new Fault("Elements lie more than {0} deep in one another: this is no statement.", limits.Depth), line);
        }
    }

    /// <summary>The name in a tag, with its stroke if it closes.</summary>
    private string Tag()
    {
        Next();
        var tag = new StringBuilder();
        while (Peek() is not (-1 or '>' or '<'))
        {
            tag.Append((char)Next());
            if (tag.Length > MaxName)
            {
                break;
            }
        }

        var name = tag.ToString();
        if (name.StartsWith("!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableStatement(new Fault("The file brings a document type definition (DTD), which could reach for other files. It is not read."), line);
        }

        if (Peek() < 0)
        {
            throw CutOff();
        }

        if (Peek() != '>' || !Name().IsMatch(name))
        {
            throw new UnreadableStatement(new Fault("A tag cannot be read."), line);
        }

        Next();
        return name.TrimEnd().ToUpperInvariant();
    }

    private string TextUpToTag()
    {
        var found = new StringBuilder();
        for (var next = Peek(); next is not (-1 or '<'); next = Peek())
        {
            found.Append((char)Next());
            if (found.Length > limits.Text)
            {
                throw new UnreadableStatement(new Fault("A line or a value is longer than {0} letters: this is no statement.", limits.Text), line);
            }
        }

        return found.ToString();
    }

    private UnreadableStatement CutOff() => new(new Fault("The file ends in the middle: it is cut off."), line);

    private static string Plain(string value) => WebUtility.HtmlDecode(value).Replace('\u00A0', ' ').Trim();

    private int Peek()
    {
        if (from == through)
        {
            (from, through) = (0, text.Read(block));
        }

        return through == 0 ? -1 : block[from];
    }

    private int Next()
    {
        var letter = Peek();
        from++;
        line += letter == '\n' ? 1 : 0;
        return letter;
    }

    [GeneratedRegex(@"^\s*OFXHEADER\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"^/?[A-Za-z0-9][A-Za-z0-9._-]*\s*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
