using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Numbers and addresses of a row beside the first of each kind. One that is none is left out, and its row comes in.</summary>
internal sealed class FurtherContacts(RowCells cells, ImportMapping mapping)
{
    private static readonly char[] Between = [';', '；', '\n', '|'];

    private readonly (ImportField Field, ContactKind Kind)[] told =
    [
        .. new[] { (ImportField.FurtherMobile, ContactKind.Mobile), (ImportField.FurtherLandline, ContactKind.Landline), (ImportField.FurtherEmail, ContactKind.Email) }
            .Where(f => mapping.Has(f.Item1)),
    ];

    public CustomerDraft Add(CustomerDraft draft, CsvRow row, RowNotes notes)
    {
        if (told.Length == 0)
        {
            return draft;
        }

        var known = RowJoiner.ContactsOf(draft).Where(c => ContactValue.Check(c.Kind, c.Text, draft.PhoneCountry) is null).Select(c => RowJoiner.KeyOf(c, draft)).ToHashSet();
        var further = new List<DraftContact>();
        foreach (var (field, kind) in told)
        {
            foreach (var text in cells.All(row, field).SelectMany(c => c.Text.Split(Between)).Select(CellText.Number).Where(t => t.Length > 0 && !CellText.IsNothing(t)))
            {
                var contact = new DraftContact(kind, text);
                if ((CellText.Damage(text) ?? ContactValue.Check(kind, text, draft.PhoneCountry)) is { } fault)
                {
                    notes.Remark(field, fault);
                }
                else if (known.Add(RowJoiner.KeyOf(contact, draft)))
                {
                    further.Add(contact);
                }
            }
        }

        return further.Count == 0 ? draft : draft with { FurtherContacts = further };
    }
}
