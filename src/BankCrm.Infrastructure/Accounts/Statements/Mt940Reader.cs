using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>SWIFT customer statement messages: MT940, and MT950 and MT942, which are written alike.</summary>
internal sealed class Mt940Reader(StatementText text, StatementLimits limits)
{
    private readonly List<StatementPart> ready = [];
    private Mt940Draft? draft;
    private Mt940Entry? entry;

    public IEnumerable<StatementPart> Read()
    {
        yield return new FileBegun(StatementFormat.Mt940, Mt940Draft.Kind, null, text.EncodingName);
        foreach (var field in new Mt940Lines(text).Read())
        {
            Take(field);
            foreach (var part in ready)
            {
                yield return part;
            }

            ready.Clear();
        }
    }

    private void Take(SwiftField field)
    {
        if (field.EndsMessage || field.Tag is "940" || (field.Tag is "20" && draft is not null))
        {
            End();
        }

        if (field.EndsMessage || field.Tag is "940")
        {
            return;
        }

        draft ??= new(field.Line, limits);
        if (field.Tag is "61")
        {
            EndEntry();
            entry = new(field, draft.NextEntry(), draft.Currency, limits);
        }
        else if (field.Tag is "86" && entry is not null)
        {
            entry.Describe(field.Lines);
        }
        else
        {
            EndEntry();
            draft.Take(field);
        }
    }

    private void EndEntry()
    {
        if (entry is not null)
        {
            Announce();
            ready.Add(new EntryRead(entry.Whole()));
            entry = null;
        }
    }

    /// <summary>The header is whole once an entry comes.</summary>
    private void Announce()
    {
        if (draft!.Begin() is { } header)
        {
            ready.Add(new StatementBegun(header));
        }
    }

    private void End()
    {
        if (draft is not null)
        {
            EndEntry();
            Announce();
            ready.Add(draft.End());
            draft = null;
        }
    }
}
