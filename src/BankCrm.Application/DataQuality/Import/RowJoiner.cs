using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>
/// Adds a further row of a customer to the first: what can be had more than once is added, what can be had once is taken where the first
/// row has nothing, and told where the two differ.
/// </summary>
internal static class RowJoiner
{
    private static readonly ImportField[] Single =
    [
        ImportField.Kind, ImportField.Name, ImportField.OtherName, ImportField.BirthDate, ImportField.DiedOn, ImportField.Sex, ImportField.Occupation, ImportField.Employer,
        ImportField.Tier, ImportField.Stage, ImportField.Appetite, ImportField.AgreesToMarketing, ImportField.RefusesMarketing, ImportField.RegisteredOn,
        ImportField.ExternalRef, ImportField.Owner, ImportField.Branch,
    ];

    public static RowFault PartOf(int line) => new(null, new("This row is part of the customer of line {0}: what becomes of that row holds for it.", line));

    /// <returns>The draft with what the row adds, and where the row contradicts it.</returns>
    public static (CustomerDraft Draft, IReadOnlyList<RowFault> Remarks) Join(CustomerDraft draft, ReadRow first, ReadRow further, DraftReader reader)
    {
        var remarks = new List<RowFault>();
        foreach (var field in Single)
        {
            var (one, other) = (DraftText.Of(first, field, reader), DraftText.Of(further, field, reader));
            if (other.Length > 0 && one.Length == 0)
            {
                draft = Filled(draft, further.Draft, field);
            }
            else if (other.Length > 0 && one != other)
            {
                remarks.Add(new(field, new("Line {0} says otherwise of the same customer, and counts.", first.Line)));
            }
        }

        draft = WithContacts(draft, further.Draft);
        draft = WithDocument(WithAddress(draft, further.Draft), further.Draft);
        draft = draft with { Tags = [.. draft.Tags.Union(further.Draft.Tags)], RefusedChannels = [.. draft.RefusedChannels.Union(further.Draft.RefusedChannels)] };
        return (WithNotes(draft, further.Draft, remarks), remarks);
    }

    private static CustomerDraft Filled(CustomerDraft draft, CustomerDraft from, ImportField field) => field switch
    {
        ImportField.OtherName => draft with { OtherName = from.OtherName },
        ImportField.BirthDate => draft with { BirthDate = from.BirthDate },
        ImportField.DiedOn => draft with { DiedOn = from.DiedOn },
        ImportField.Sex => draft with { Sex = from.Sex },
        ImportField.Occupation => draft with { Occupation = from.Occupation },
        ImportField.Employer => draft with { Employer = from.Employer },
        ImportField.Tier => draft with { Tier = from.Tier },
        ImportField.Stage => draft with { Stage = from.Stage },
        ImportField.Appetite => draft with { Appetite = from.Appetite },
        ImportField.AgreesToMarketing or ImportField.RefusesMarketing => draft with { AgreesToMarketing = draft.AgreesToMarketing ?? from.AgreesToMarketing },
        ImportField.RegisteredOn => draft with { RegisteredOn = from.RegisteredOn },
        ImportField.ExternalRef => draft with { ExternalRef = from.ExternalRef },
        _ => draft,
    };

    private static CustomerDraft WithContacts(CustomerDraft draft, CustomerDraft from)
    {
        draft = draft.Mobile.Length == 0 ? draft with { Mobile = Whole(ContactKind.Mobile, from.Mobile, from) } : draft;
        draft = draft.Landline.Length == 0 ? draft with { Landline = Whole(ContactKind.Landline, from.Landline, from) } : draft;
        draft = draft.Email.Length == 0 ? draft with { Email = from.Email } : draft;
        draft = draft.WeChat.Length == 0 ? draft with { WeChat = from.WeChat } : draft;
        var known = ContactsOf(draft).Select(c => KeyOf(c, draft)).ToHashSet();
        return draft with { FurtherContacts = [.. draft.FurtherContacts, .. ContactsOf(from).Where(c => known.Add(KeyOf(c, from))).Select(c => c with { Text = Whole(c.Kind, c.Text, from) })] };
    }

    /// <summary>All there are.</summary>
    public static IEnumerable<DraftContact> ContactsOf(CustomerDraft draft) => new DraftContact[]
    {
        new(ContactKind.Mobile, draft.Mobile), new(ContactKind.Landline, draft.Landline), new(ContactKind.Email, draft.Email), new(ContactKind.WeChat, draft.WeChat),
    }.Where(c => c.Text.Length > 0).Concat(draft.FurtherContacts);

    /// <summary>Equal for the same number, however it is written.</summary>
    public static (ContactKind, string) KeyOf(DraftContact contact, CustomerDraft of) => (contact.Kind, ContactValue.Parse(contact.Kind, contact.Text, of.PhoneCountry).Key);

    /// <summary>With its country, since the row it goes to may be at home in another.</summary>
    private static string Whole(ContactKind kind, string text, CustomerDraft of) => text.Length == 0 ? "" : ContactValue.Parse(kind, text, of.PhoneCountry).Text;

    private static CustomerDraft WithAddress(CustomerDraft draft, CustomerDraft from) =>
        from.Address is not { } given ? draft
        : draft.Address is not { } main ? draft with { Address = given }
        : draft.FurtherAddresses.Prepend(main).Any(a => a.Trimmed().Key == given.Trimmed().Key) ? draft
        : draft with { FurtherAddresses = [.. draft.FurtherAddresses, given] };

    private static CustomerDraft WithDocument(CustomerDraft draft, CustomerDraft from)
    {
        if (from.DocumentKind is not { } kind)
        {
            return draft;
        }

        if (draft.DocumentKind is not { } known)
        {
            return draft with { DocumentKind = kind, DocumentNumber = from.DocumentNumber, DocumentCountry = from.DocumentCountry, DocumentValidUntil = from.DocumentValidUntil };
        }

        var given = new DraftDocument(kind, from.DocumentNumber, from.DocumentCountry, from.DocumentValidUntil);
        var main = new DraftDocument(known, draft.DocumentNumber, draft.DocumentCountry, draft.DocumentValidUntil);
        return draft.FurtherDocuments.Prepend(main).Any(d => IsSame(d, given)) ? draft : draft with { FurtherDocuments = [.. draft.FurtherDocuments, given] };
    }

    private static bool IsSame(DraftDocument one, DraftDocument other) => one.Kind == other.Kind && one.Country == other.Country
        && IdentityNumber.Normalise(one.Kind, one.Number) == IdentityNumber.Normalise(other.Kind, other.Number);

    /// <summary>Notes of which the file tells the author or the time stay apart; others are one.</summary>
    private static CustomerDraft WithNotes(CustomerDraft draft, CustomerDraft from, List<RowFault> remarks)
    {
        var given = new DraftNote(from.Note, from.NoteOrigin);
        return from.NoteOrigin is null && draft.NoteOrigin is null ? WithNote(draft, from.Note, remarks)
            : from.Note.Length == 0 || draft.Notes.Contains(given) ? draft
            : draft with { FurtherNotes = [.. draft.FurtherNotes, given] };
    }

    private static CustomerDraft WithNote(CustomerDraft draft, string note, List<RowFault> remarks)
    {
        if (note.Length == 0 || draft.Note.Split('\n').Contains(note) || draft.Note == note)
        {
            return draft;
        }

        var both = draft.Note.Length == 0 ? note : $"{draft.Note}\n{note}";
        if (CleanText.Check(both, Note.MaxLength, manyLines: true) is { } tooLong)
        {
            remarks.Add(new(ImportField.Note, tooLong));
            return draft;
        }

        return draft with { Note = both };
    }
}
