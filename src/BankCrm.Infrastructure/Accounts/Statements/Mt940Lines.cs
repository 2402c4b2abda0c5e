using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>A field of a SWIFT message: its tag and its lines. Empty tag: a message ends here.</summary>
internal sealed record SwiftField(string Tag, List<string> Lines, int Line)
{
    public string First => Lines[0];

    public bool EndsMessage => Tag.Length == 0;
}

/// <summary>
/// The fields of a file of SWIFT messages, with or without the blocks of the network round them, and with the lines that some banks write
/// before a message instead ("ABNANL2A", "940", ":940:").
/// </summary>
internal sealed partial class Mt940Lines(StatementText text)
{
    private const int MaxLinesOfField = 200;
    private static readonly SwiftField End = new("", [""], 0);

    private bool isWithin;

    public IEnumerable<SwiftField> Read()
    {
        text.BreakAt("\r\n");
        SwiftField? open = null;
        for (var line = Next(out var at); line is not null; line = Next(out at))
        {
            if (BlocksBefore().Match(line) is { Success: true } blocks)
            {
                DemandStatement(blocks.Groups["kind"].Value, at);
                if (open is not null)
                {
                    yield return open;
                    open = null;
                }

                if (isWithin)
                {
                    yield return End;
                }

                isWithin = false;
                line = line[blocks.Length..];
            }

            if (Tagged().Match(line) is { Success: true } tagged)
            {
                if (open is not null)
                {
                    yield return open;
                }

                isWithin = true;
                open = new(tagged.Groups["tag"].Value, [line[tagged.Length..]], at);
            }
            else if (EndOfMessage().IsMatch(line))
            {
                if (open is not null)
                {
                    yield return open;
                    open = null;
                }

                yield return End;
                isWithin = false;
            }
            else if (open is not null)
            {
                if (open.Lines.Count == MaxLinesOfField)
                {
                    throw new UnreadableStatement(new Fault("A field has more than {0} lines: this is no statement.", MaxLinesOfField), at);
                }

                open.Lines.Add(line);
            }
            else if (line.AsSpan().Trim().Length > 0 && !BeforeMessage().IsMatch(line))
            {
                throw new UnreadableStatement(new Fault("This line belongs to no field of a statement."), at);
            }
        }

        if (open is not null)
        {
            yield return open;
        }

        yield return End;
    }

    private static void DemandStatement(string kind, int at)
    {
        if (kind.Length > 0 && kind is not ("940" or "950" or "942"))
        {
            throw new UnreadableStatement(new Fault("The file holds a SWIFT message {0}, which is no statement.", kind), at);
        }
    }

    /// <summary>Without the signs that start and end a message on a wire.</summary>
    private string? Next(out int at)
    {
        at = text.Line;
        var line = text.ReadLine();
        return line?.Trim('\u0001', '\u0003', '\uFEFF');
    }

    [GeneratedRegex(@"^\$?(-?\}(\{5:[^\r\n]*?\}+)?\$?)?\{1:[^{}]*\}(\{2:[IO]?(?<kind>[0-9]{3})[^{}]*\})?(\{3:[^\r\n]*?\}*\})?(\{4:)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlocksBefore();

    [GeneratedRegex(@"^:(?<tag>[0-9]{2}[A-Z]?|NS|940):", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tagged();

    [GeneratedRegex(@"^(-(X{3})?\s*|-\}.*|\$)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EndOfMessage();

    [GeneratedRegex(@"^(\{4:|[A-Z0-9 ]{1,60}|\{5:.*)\s*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BeforeMessage();
}
