using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>OFX 2.x, which is XML: an element that holds no other is a value.</summary>
internal static class OfxXml
{
    public static IEnumerable<OfxToken> Read(StatementText text, StatementLimits limits)
    {
        using var xml = new XmlWalk(text, limits);
        string? pending = null;
        var (line, value) = (0, "");
        while (xml.Step())
        {
            if (xml.IsText)
            {
                value += xml.TakeText();
                if (value.Length > limits.Text)
                {
                    throw new UnreadableStatement(new Fault("A line or a value is longer than {0} letters: this is no statement.", limits.Text), xml.Line);
                }
            }
            else if (xml.IsStart)
            {
                if (pending is not null)
                {
                    yield return new(OfxStep.Open, pending, "", line);
                }

                (pending, line, value) = (xml.Name.ToUpperInvariant(), xml.Line, "");
                if (xml.IsEmpty)
                {
                    yield return new(OfxStep.Value, pending, "", line);
                    pending = null;
                }
            }
            else if (xml.IsEnd)
            {
                yield return pending is not null ? new(OfxStep.Value, pending, value.Trim(), line) : new(OfxStep.Close, xml.Name.ToUpperInvariant(), "", xml.Line);
                pending = null;
            }
        }
    }
}
