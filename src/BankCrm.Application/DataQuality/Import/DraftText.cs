using System.Globalization;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>A field of a row as it was understood, in the form in which it is kept. Where it was not understood: as it stands in the file.</summary>
internal static class DraftText
{
    public static string Of(ReadRow row, ImportField field, DraftReader reader)
    {
        var (draft, raw) = (row.Draft, reader.Raw(row.Row, field));
        if (raw.Length == 0 || row.Faults.Any(f => f.Field is null || f.Field == field))
        {
            return raw;
        }

        return field switch
        {
            ImportField.Name => draft.Name,
            ImportField.Surname or ImportField.GivenName or ImportField.MiddleName or ImportField.OtherName => CellText.Name(raw),
            ImportField.Kind => draft.Kind.ToString(),
            ImportField.DocumentKind => draft.DocumentKind.ToString()!,
            ImportField.DocumentNumber => draft.DocumentKind is { } kind ? IdentityNumber.Normalise(kind, draft.DocumentNumber) : draft.DocumentNumber,
            ImportField.DocumentValidUntil => Day(draft.DocumentValidUntil),
            ImportField.BirthDate => Day(draft.BirthDate),
            ImportField.DiedOn => Day(draft.DiedOn),
            ImportField.RegisteredOn => Day(draft.RegisteredOn),
            ImportField.Sex => draft.Sex?.ToString() ?? raw,
            ImportField.Mobile => Phone(draft.Mobile, draft),
            ImportField.Landline or ImportField.Email or ImportField.ExternalRef or ImportField.Branch or ImportField.Owner => CellText.Number(raw),
            ImportField.Country => draft.DocumentCountry,
            ImportField.Line1 => draft.Address?.Line1 ?? raw,
            ImportField.PostalCode => CellText.Number(raw),
            ImportField.Tier => draft.Tier.ToString(),
            ImportField.Stage => draft.Stage.ToString(),
            ImportField.Appetite => draft.Appetite?.ToString() ?? raw,
            ImportField.Note => draft.Note,
            ImportField.RelationRole => row.Relation?.Role.ToString() ?? raw,
            ImportField.NoteDate => Moment(draft.NoteOrigin?.At),
            ImportField.Balance => AmountText.Read(raw).Amount?.ToString("0.00##", CultureInfo.InvariantCulture) ?? raw,
            _ => raw.Trim(),
        };
    }

    /// <summary>A number of the mainland in its eleven places, any other with its country.</summary>
    private static string Phone(string text, CustomerDraft draft)
    {
        const string Mainland = "+86";
        var whole = ContactValue.Parse(ContactKind.Mobile, text, draft.PhoneCountry).Text;
        return whole.StartsWith(Mainland, StringComparison.Ordinal) ? whole[Mainland.Length..] : whole;
    }

    /// <summary>By the clocks at the bank's counters.</summary>
    public static string Moment(DateTimeOffset? at) => at is { } moment ? Branch.At(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
