using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.Integration.Customers;

/// <summary>Checks what another system says of a customer, and tells it to people, by the same rules as every other way in.</summary>
internal static class CustomerFacts
{
    /// <summary>What keeps it from being applied. A customer whom the bank has needs no name.</summary>
    public static IReadOnlyList<(string Field, Fault Fault)> Faults(CustomerFields record, string externalNumber, bool isKnown, DateOnly today)
    {
        var draft = record.ToRow(externalNumber).Draft;
        return
        [
            .. CustomerDraftCheck.Faults(draft, today, migrated: true)
                .Where(f => !(isKnown && f.Field == nameof(draft.Name) && draft.Name.Length == 0))
                .Select(f => (char.ToLowerInvariant(f.Field[0]) + f.Field[1..], f.Fault)),
        ];
    }

    /// <summary>Label and value; numbers, contacts and addresses masked as they are everywhere.</summary>
    public static IEnumerable<(string Label, string Value)> Describe(CustomerRecord record)
    {
        var all = new (string Label, string? Value)[]
        {
            ("Number in the other system", record.ExternalNumber),
            ("Branch", record.Branch),
            ("Name", record.Name),
            ("Other name", record.OtherName),
            ("Document number", record.Document is { } document ? IdentityNumber.FromStored(document.Kind, document.Number).ToString() : null),
            ("Year of birth", record.BirthDate?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Mobile", Masked(ContactKind.Mobile, record.Mobile, record.PhoneCountry)),
            ("Landline", Masked(ContactKind.Landline, record.Landline, record.PhoneCountry)),
            ("E-mail", Masked(ContactKind.Email, record.Email, record.PhoneCountry)),
            ("City", record.Address?.City),
            ("Occupation", record.Occupation),
        };
        return all.Where(a => !string.IsNullOrEmpty(a.Value)).Select(a => (a.Label, a.Value!));
    }

    private static string? Masked(ContactKind kind, string text, string country) =>
        text.Length == 0 ? null
        : ContactValue.Check(kind, text, country) is null ? ContactValue.Masked(kind, ContactValue.Parse(kind, text, country).Text)
        : "••••";
}
