using System.Text.RegularExpressions;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Recognises the format of a statement file and reads it, part by part.</summary>
internal sealed partial class StatementReading(StatementLimits limits) : IStatementReading
{
    public IEnumerable<StatementPart> Read(Stream content) => StatementChecks.Of(Guarded(content));

    /// <summary>Ends with what stopped it, where something did.</summary>
    private IEnumerable<StatementPart> Guarded(Stream content)
    {
        using var parts = Parts(content).GetEnumerator();
        while (true)
        {
            StatementFault? stopped = null;
            try
            {
                if (!parts.MoveNext())
                {
                    yield break;
                }
            }
            catch (UnreadableStatement e)
            {
                stopped = e.Fault;
            }

            if (stopped is not null)
            {
                yield return new FileFaulty(stopped, Stopped: true);
                yield break;
            }

            yield return parts.Current;
        }
    }

    private IEnumerable<StatementPart> Parts(Stream content)
    {
        using var text = new StatementText(content, limits);
        var beginning = text.Beginning.TrimStart().ToString();
        if (beginning.Length == 0)
        {
            throw new UnreadableStatement(new Fault("The file is empty."), 0);
        }

        if (beginning.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnreadableStatement(NoStatement(), 1);
        }

        foreach (var part in Reader(text, beginning))
        {
            yield return part;
        }
    }

    private IEnumerable<StatementPart> Reader(StatementText text, string beginning)
    {
        while (char.IsWhiteSpace((char)text.Peek()))
        {
            _ = text.Read(); // a blank line before the declaration of XML, where it must not be
        }

        if (RootOfOfx().Match(beginning) is { Success: true } ofx)
        {
            return ofx.Groups["xml"].Success ? new OfxReader(limits).Read(OfxXml.Read(text, limits), text) : new OfxReader(limits).Read(OfxTags.Read(text, limits), text);
        }

        return beginning[0] == '<' ? new CamtReader(text, limits).Read()
            : OfxTags.HasHeader(beginning) ? new OfxReader(limits).Read(OfxTags.Read(text, limits), text)
            : Mt940Field().IsMatch(beginning) ? new Mt940Reader(text, limits).Read()
            : throw new UnreadableStatement(NoStatement(), 1);
    }

    internal static Fault NoStatement() => new("The file is no statement that is read here: camt.052, camt.053 or camt.054, MT940, or OFX.");

    [GeneratedRegex(@"^(?<xml>(<\?xml\b[^>]*\?>\s*)?(<\?OFX\b[^>]*\?>)|<\?xml\b[^>]*\?>)?\s*(<!--[^>]*-->\s*)*<OFX\s*>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex RootOfOfx();

    [GeneratedRegex(@"^(:[0-9]{2}[A-Z]?:|:940:)|^\{1:[FA]|\n:(20|25|28C?|60[FM]):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mt940Field();
}
