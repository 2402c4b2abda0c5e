using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Customers.Notes;

namespace BankCrm.Application.Customers.Registration;

/// <summary>The one standard for what a customer's record may hold, whichever way it comes in.</summary>
public static class CustomerDraftCheck
{
    /// <summary>Every field that is wrong, with the reason. Empty: it may be registered.</summary>
    /// <param name="migrated">It comes from an older system: legacy identity numbers are let in.</param>
    public static IEnumerable<(string Field, Fault Fault)> Faults(CustomerDraft draft, DateOnly today, bool migrated = false)
    {
        var checks = new (string Field, Fault? Fault)[]
        {
            (nameof(draft.Name), draft.Kind is CustomerKind.Individual ? NameText.CheckPerson(draft.Name) : NameText.CheckOrganisation(draft.Name)),
            (nameof(draft.OtherName), draft.OtherName.Length == 0 ? null : CleanText.Check(draft.OtherName, Customer.NameMaxLength)),
            (nameof(draft.DocumentNumber), Document(draft, today, migrated)),
            (nameof(draft.DocumentCountry), Countries.Exists(draft.DocumentCountry) ? null : new("Choose a country.")),
            (nameof(draft.BirthDate), BirthDate(draft, today)),
            (nameof(draft.Sex), Sex(draft, today)),
            (nameof(draft.DiedOn), DiedOn(draft, today)),
            (nameof(draft.PhoneCountry), Countries.Exists(draft.PhoneCountry) ? null : new("Choose a country.")),
            (nameof(draft.Mobile), Contact(ContactKind.Mobile, draft.Mobile, draft)),
            (nameof(draft.Landline), Contact(ContactKind.Landline, draft.Landline, draft)),
            (nameof(draft.Email), Contact(ContactKind.Email, draft.Email, draft)),
            (nameof(draft.WeChat), Contact(ContactKind.WeChat, draft.WeChat, draft)),
            (nameof(draft.Address), draft.Address?.Trimmed().Check()),
            (nameof(draft.Occupation), CleanText.Check(draft.Occupation, Customer.OccupationMaxLength)),
            (nameof(draft.Employer), CleanText.Check(draft.Employer, Customer.NameMaxLength)),
            (nameof(draft.Tags), Tags(draft.Tags)),
            (nameof(draft.ConsentProof), CleanText.Check(draft.ConsentProof, Consent.ProofMaxLength)),
            (nameof(draft.Note), CleanText.Check(draft.Note, Note.MaxLength, manyLines: true)),
            (nameof(draft.RegisteredOn), RegisteredOn(draft, today)),
            (nameof(draft.ExternalRef), CleanText.Check(draft.ExternalRef, Customer.ExternalRefMaxLength)),
        };
        return checks.Concat(Further(draft, today, migrated)).Where(c => c.Fault is not null).Select(c => (c.Field, c.Fault!));
    }

    public static Fault? Tags(IReadOnlyList<string> tags) =>
        tags.Count > Customer.MaxTags ? new("At most {0} tags.", Customer.MaxTags)
        : tags.Select(t => CleanText.Check(t, Customer.TagMaxLength)).FirstOrDefault(f => f is not null);

    private static IEnumerable<(string Field, Fault? Fault)> Further(CustomerDraft draft, DateOnly today, bool migrated) =>
    [
        .. draft.FurtherContacts.Select(c => (c.Kind.ToString(), Contact(c.Kind, c.Text, draft))),
        .. draft.FurtherAddresses.Select(a => (nameof(draft.Address), a.Trimmed().Check())),
        .. draft.FurtherDocuments.Select(d => (
            nameof(draft.DocumentNumber),
            Document(draft with { DocumentKind = d.Kind, DocumentNumber = d.Number, DocumentCountry = d.Country }, today, migrated))),
    ];

    private static Fault? Document(CustomerDraft draft, DateOnly today, bool migrated)
    {
        if (draft.DocumentKind is not { } kind)
        {
            return draft.DocumentNumber.Length == 0 ? null : new("Choose the kind of document.");
        }

        var fits = draft.Kind is CustomerKind.Individual ? kind.AppliesToIndividuals() : kind.AppliesToOrganisations();
        return fits ? IdentityNumber.Check(kind, draft.DocumentNumber, today, migrated) : new("This kind of document does not belong to such a customer.");
    }

    private static Fault? BirthDate(CustomerDraft draft, DateOnly today) =>
        draft.BirthDate > today ? new("The date of birth lies in the future.")
        : draft.BirthDate < new DateOnly(1850, 1, 1) ? new("The date of birth lies too far back.")
        : Stated(draft, today)?.BirthDate is { } stated && draft.BirthDate is { } given && stated != given
            ? new("The identity document says another date of birth.")
        : null;

    private static Fault? Sex(CustomerDraft draft, DateOnly today) =>
        Stated(draft, today)?.Sex is { } stated && draft.Sex is { } given && stated != given ? new("The identity document says otherwise.") : null;

    private static Fault? DiedOn(CustomerDraft draft, DateOnly today) =>
        draft.DiedOn is not { } day ? null
        : draft.Kind is CustomerKind.Organisation ? new("Only a person can die. End the business with an organisation by its stage.")
        : day > today ? new("The date of death lies in the future.")
        : day < (draft.BirthDate ?? Stated(draft, today)?.BirthDate ?? new DateOnly(1850, 1, 1)) ? new("They were born after that day.")
        : null;

    private static IdentityNumber? Stated(CustomerDraft draft, DateOnly today) =>
        draft.DocumentKind is { } kind && kind.TellsBirthDate() && IdentityNumber.Check(kind, draft.DocumentNumber, today) is null
            ? IdentityNumber.Parse(kind, draft.DocumentNumber, today)
            : null;

    private static Fault? RegisteredOn(CustomerDraft draft, DateOnly today) =>
        draft.RegisteredOn > today ? new("The day lies in the future.")
        : draft.RegisteredOn < (draft.BirthDate ?? Stated(draft, today)?.BirthDate) ? new("They cannot have become a customer before they were born.")
        : null;

    private static Fault? Contact(ContactKind kind, string text, CustomerDraft draft) =>
        text.Length == 0 ? null : ContactValue.Check(kind, text, draft.PhoneCountry);
}
