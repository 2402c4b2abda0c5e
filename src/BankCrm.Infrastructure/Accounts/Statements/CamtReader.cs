using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>
/// ISO 20022 bank-to-customer messages: the account report (camt.052), the statement (camt.053) and the notification (camt.054), of every
/// version, by the names of their elements. One entry at a time lies in memory, and of a batch one transaction at a time as XML.
/// </summary>
internal sealed partial class CamtReader(StatementText text, StatementLimits limits)
{
    private static readonly Dictionary<string, (string Message, string Statement)> Messages = new()
    {
        ["BkToCstmrAcctRpt"] = ("camt.052", "Rpt"),
        ["BkToCstmrStmt"] = ("camt.053", "Stmt"),
        ["BkToCstmrDbtCdtNtfctn"] = ("camt.054", "Ntfctn"),
    };

    public IEnumerable<StatementPart> Read()
    {
        using var xml = new XmlWalk(text, limits);
        var messages = 0;
        while (xml.Step())
        {
            // A message may lie in the envelope of a network or of a business header.
            if (!xml.IsStart || !Messages.TryGetValue(VersionAtEnd().Replace(xml.Name, ""), out var known))
            {
                continue;
            }

            messages++;
            var name = MessageName().Match(xml.Namespace) is { Success: true } match ? match.Value : known.Message;
            yield return new FileBegun(StatementFormat.Camt, name, xml.Namespace.Length > 0 ? xml.Namespace : null, text.EncodingName);
            if (!name.StartsWith(known.Message, StringComparison.Ordinal))
            {
                throw new UnreadableStatement(new Fault("The file says that it is a {0}, but its elements are those of a {1}.", name, known.Message), xml.Line);
            }

            foreach (var part in Statements(xml, known.Statement))
            {
                yield return part;
            }
        }

        if (messages == 0)
        {
            throw new UnreadableStatement(StatementReading.NoStatement(), 1);
        }
    }

    private IEnumerable<StatementPart> Statements(XmlWalk xml, string kind)
    {
        if (xml.IsEmpty)
        {
            yield break;
        }

        var depth = xml.Depth;
        while (xml.Step() && xml.Depth > depth)
        {
            if (!xml.IsStart)
            {
                continue;
            }

            if (xml.Name != kind)
            {
                xml.Skip();
                continue;
            }

            foreach (var part in Statement(xml, kind))
            {
                yield return part;
            }
        }
    }

    private IEnumerable<StatementPart> Statement(XmlWalk xml, string kind)
    {
        var header = new XmlNode(kind, xml.Line);
        var faults = new FaultList(limits);
        var (begun, number) = (false, 0);
        var account = StatementAccount.None;
        if (!xml.IsEmpty)
        {
            var depth = xml.Depth;
            while (xml.Step() && xml.Depth > depth)
            {
                if (!xml.IsStart)
                {
                    continue;
                }

                if (xml.Name != "Ntry")
                {
                    header.Add(xml.Take());
                    continue;
                }

                if (!begun)
                {
                    begun = true;
                    var told = CamtHeader.Of(header, kind, faults);
                    account = told.Account;
                    yield return new StatementBegun(told);
                }

                yield return new EntryRead(new CamtEntry(xml, account, limits).Take(++number));
            }
        }

        if (!begun)
        {
            yield return new StatementBegun(CamtHeader.Of(header, kind, faults));
        }

        yield return CamtHeader.EndOf(header, faults);
    }

    [GeneratedRegex(@"V[0-9]{2}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VersionAtEnd();

    [GeneratedRegex(@"camt\.[0-9]{3}\.[0-9]{3}\.[0-9]{2}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MessageName();
}
