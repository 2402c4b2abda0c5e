using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Open Financial Exchange: statements of bank accounts, credit cards and the cash side of securities accounts.</summary>
internal sealed partial class OfxReader(StatementLimits limits)
{
    private static readonly HashSet<string> Holders = new(["PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY", "IMAGEDATA", "LOANPMTINFO"], StringComparer.Ordinal);

    private readonly Stack<string> within = new();
    private readonly Dictionary<string, string> transaction = [];
    private readonly Dictionary<string, string> balance = [];
    private OfxDraft? draft;
    private int started;

    public IEnumerable<StatementPart> Read(IEnumerable<OfxToken> tokens, StatementText text)
    {
        var version = Version().Match(text.Beginning.ToString());
        yield return new FileBegun(StatementFormat.Ofx, version.Success ? $"OFX {version.Groups["version"].Value}" : "OFX", null, text.EncodingName);
        foreach (var token in tokens)
        {
            switch (token.Step)
            {
                case OfxStep.Open:
                    Open(token);
                    break;
                case OfxStep.Value when token.Name is "CODE" && within.Contains("SONRS"):
                    yield return new SignOnAnswered(token.Value);
                    if (token.Value is not "0")
                    {
                        yield return new FileFaulty(new(new Fault("The bank refused the sign-on (status {0}): there is nothing to read.", Short(token.Value)), token.Line), Stopped: true);
                    }

                    break;
                case OfxStep.Value when token.Name is "CODE" && token.Value is not "0" && draft is null && within.Contains("STATUS"):
                    yield return new FileFaulty(new(new Fault("The bank answered a request for a statement with status {0}.", Short(token.Value)), token.Line), Stopped: false);
                    break;
                case OfxStep.Value:
                    Value(token);
                    break;
                default:
                    foreach (var part in Close(token))
                    {
                        yield return part;
                    }

                    break;
            }
        }
    }

    private void Open(OfxToken token)
    {
        within.Push(token.Name);
        switch (token.Name)
        {
            case "STMTRS" or "CCSTMTRS" or "INVSTMTRS":
                draft = new(token.Name, token.Line, limits);
                break;
            case "STMTTRN" or "STMTTRNP":
                if (within.Count(w => w is "STMTTRN" or "STMTTRNP") > 1)
                {
                    throw new UnreadableStatement(new Fault("An entry stands within another: an element is not closed."), token.Line);
                }

                transaction.Clear();
                started = token.Line;
                break;
            case "LEDGERBAL" or "AVAILBAL":
                balance.Clear();
                started = token.Line;
                break;
            default:
                if (within.Skip(1).FirstOrDefault() is "INVTRANLIST" && token.Name is not "INVBANKTRAN")
                {
                    draft?.TellOfTrades(token.Line);
                }

                break;
        }
    }

    private void Value(OfxToken token)
    {
        var place = within.TryPeek(out var inner) ? inner : "";
        if (within.Contains("STMTTRN") || within.Contains("STMTTRNP"))
        {
            transaction.TryAdd(Holders.Contains(place) ? $"{place}.{token.Name}" : token.Name, token.Value);
        }
        else if (place is "LEDGERBAL" or "AVAILBAL")
        {
            balance.TryAdd(token.Name, token.Value);
        }
        else
        {
            draft?.Take(place, token);
        }
    }

    private IEnumerable<StatementPart> Close(OfxToken token)
    {
        // What never was closed closes with the element round it.
        while (within.TryPop(out var closed) && closed != token.Name)
        {
        }

        switch (token.Name)
        {
            case "STMTTRN" or "STMTTRNP" when draft is not null:
                if (draft.Begin() is { } first)
                {
                    yield return new StatementBegun(first);
                }

                yield return new EntryRead(draft.EntryOf(transaction, token.Name is "STMTTRNP", started));
                break;
            case "LEDGERBAL" or "AVAILBAL" when draft is not null:
                draft.AddBalance(token.Name, balance, started);
                break;
            case "STMTRS" or "CCSTMTRS" or "INVSTMTRS" when draft is not null:
                if (draft.Begin() is { } header)
                {
                    yield return new StatementBegun(header);
                }

                yield return draft.End();
                draft = null;
                break;
        }
    }

    private static string Short(string value) => value.Length > 10 ? value[..10] : value;

    [GeneratedRegex(@"\bVERSION\s*[:=]\s*[""']?(?<version>[0-9]{3})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
