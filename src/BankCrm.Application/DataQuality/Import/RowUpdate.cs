using BankCrm.Application.Common;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What the bank has of a customer whom a row is to change.</summary>
/// <param name="Consents">In the order they were said.</param>
/// <param name="Notes">Only needed where the row bears a note.</param>
public sealed record KnownCustomer(
    Customer Customer, IReadOnlyList<IdentityDocument> Documents, IReadOnlyList<ContactPoint> Contacts, IReadOnlyList<Address> Addresses,
    IReadOnlyList<Consent> Consents, IReadOnlyList<Note> Notes, CustomerSafe Safe);

/// <summary>A row for a customer whom the bank has.</summary>
/// <param name="StatesTier">The draft's tier stands in the file, and is not that of a newcomer.</param>
/// <param name="StatesStage">So does its stage.</param>
public sealed record RowToApply(CustomerDraft Draft, bool StatesTier, bool StatesStage);

/// <summary>
/// Brings a customer to what a row says of them. What the row leaves empty stays as it is. Numbers, addresses, documents, tags and notes are
/// added where they are new, and none is taken away. The same row again changes nothing.
/// </summary>
[Policy]
public sealed class RowUpdate(NameReader names)
{
    /// <summary>Null: the row may be applied.</summary>
    public static Fault? Check(Customer customer, CustomerDraft draft) =>
        draft.DocumentKind is { } kind && !(customer.Kind is CustomerKind.Individual ? kind.AppliesToIndividuals() : kind.AppliesToOrganisations())
            ? new("This kind of document does not belong to such a customer.")
        : draft.Name.Length == 0 ? null
        : customer.Kind is CustomerKind.Individual ? NameText.CheckPerson(draft.Name)
        : NameText.CheckOrganisation(draft.Name);

    /// <summary>The parts that are new. Whether the name is another now, the caller sees by the customer.</summary>
    /// <param name="byStaffId">Who writes the note, where there is one.</param>
    public IReadOnlyList<Entity> Apply(KnownCustomer known, RowToApply row, Guid? byStaffId, DateTimeOffset now, DateOnly today)
    {
        var draft = row.Draft.Completed(today);
        Identify(known, draft, today);
        Describe(known, draft, row, today);
        var contacts = NewContacts(known, draft).ToList();
        return
        [
            .. NewDocuments(known, draft, today), .. contacts, .. NewAddress(known, draft), .. NewConsents(known, draft, contacts, now),
            .. NewNotes(known, draft, byStaffId, now),
        ];
    }

    private void Identify(KnownCustomer known, CustomerDraft draft, DateOnly today)
    {
        var (customer, safe) = (known.Customer, known.Safe);
        var knownBirth = CustomerParticulars.BirthDateOf(customer, safe.Cipher);
        var born = draft.BirthDate ?? knownBirth;
        var (name, other) = (Or(draft.Name, customer.Name), Or(draft.OtherName, customer.OtherName));
        if (name != customer.Name || other != customer.OtherName)
        {
            customer.Rename(names.Read(name, other), born, safe);
        }

        var sex = draft.Sex ?? customer.Sex;
        if (born != knownBirth || (sex != customer.Sex && customer.Kind is CustomerKind.Individual))
        {
            customer.BornOn(born, sex, today, safe);
        }

        if (draft.ExternalRef.Trim() is { Length: > 0 } elsewhere && customer.ExternalRef is null)
        {
            customer.IsKnownElsewhereAs(elsewhere);
        }

        if (draft.RegisteredOn is { } since && since < customer.RegisteredOn && !(since < born))
        {
            customer.WasCustomerSince(since);
        }
    }

    private static void Describe(KnownCustomer known, CustomerDraft draft, RowToApply row, DateOnly today)
    {
        var (customer, safe) = (known.Customer, known.Safe);
        var knownEmployer = CustomerParticulars.EmployerOf(customer, safe.Cipher) ?? "";
        var (occupation, employer) = (Or(draft.Occupation, customer.Occupation), Or(draft.Employer, knownEmployer));
        if (occupation != customer.Occupation || employer != knownEmployer)
        {
            customer.Works(occupation, employer, CustomerParticulars.IncomeOf(customer, safe.Cipher), safe);
        }

        var (tier, stage) = (row.StatesTier ? draft.Tier : customer.Tier, row.StatesStage && customer.DiedOn is null ? draft.Stage : customer.Stage);
        if (tier != customer.Tier || stage != customer.Stage || draft.Tags.Except(customer.Tags).Any())
        {
            customer.Classify(tier, stage, customer.Language, customer.Tags.Union(draft.Tags));
        }

        if (draft.DiedOn is { } died && customer.DiedOn is null)
        {
            customer.HasDied(died, today);
        }

        if (draft.Appetite is { } appetite && appetite != customer.Appetite)
        {
            customer.Assess(appetite, today);
        }

        if (draft.OwnerId is { } owner && owner != customer.OwnerId)
        {
            customer.GiveTo(owner);
        }
    }

    private static IEnumerable<IdentityDocument> NewDocuments(KnownCustomer known, CustomerDraft draft, DateOnly today)
    {
        var shown = draft.DocumentKind is { } kind
            ? draft.FurtherDocuments.Prepend(new(kind, draft.DocumentNumber, draft.DocumentCountry, draft.DocumentValidUntil))
            : draft.FurtherDocuments;
        foreach (var given in shown)
        {
            var number = IdentityNumber.Parse(given.Kind, given.Number, today, migrated: true);
            var document = IdentityDocument.Of(RowId.Beside(Guid.CreateVersion7()), known.Customer, number, given.Country, given.ValidUntil, known.Safe);
            var same = known.Documents.FirstOrDefault(d => d.Kind == document.Kind && d.Country == document.Country && d.Lookup.AsSpan().SequenceEqual(document.Lookup));
            if (same is null)
            {
                yield return document;
            }
            else if (given.ValidUntil is { } until && until != same.ValidUntil)
            {
                same.Renew(until);
            }
        }
    }

    /// <summary>The file knows the number they are reached at now; the older ones stay beside it.</summary>
    private static IEnumerable<ContactPoint> NewContacts(KnownCustomer known, CustomerDraft draft)
    {
        foreach (var given in NewCustomer.ContactsOf(draft, known.Customer, known.Safe))
        {
            var alike = known.Contacts.Where(c => c.Kind == given.Kind && c.EndedOn is null).ToList();
            if (alike.Exists(c => c.Lookup.AsSpan().SequenceEqual(given.Lookup)))
            {
                continue;
            }

            if (given.IsPreferred)
            {
                alike.Where(c => c.IsPreferred).ToList().ForEach(c => c.Prefer(false));
            }

            yield return given;
        }
    }

    private static IEnumerable<Address> NewAddress(KnownCustomer known, CustomerDraft draft)
    {
        if (draft.Address is { } main && New(main, isMain: true) is { } moved)
        {
            known.Addresses.Where(a => a.IsMain).ToList().ForEach(a => a.StandBack());
            known.Customer.LiveIn(moved.City);
            yield return moved;
        }

        foreach (var further in draft.FurtherAddresses)
        {
            if (New(further, isMain: false) is { } beside)
            {
                yield return beside;
            }
        }

        Address? New(PostalAddress text, bool isMain)
        {
            var given = NewCustomer.AddressOf(text, known.Customer, known.Safe, isMain);
            return known.Addresses.Any(a => IsSame(a, given, text, known.Safe)) ? null : given;
        }
    }

    // Addresses that were saved before there was a lookup are compared by what they say.
    private static bool IsSame(Address one, Address given, PostalAddress text, CustomerSafe safe) => one.Lookup is { } lookup
        ? lookup.AsSpan().SequenceEqual(given.Lookup)
        : PostalAddress.FromStored(safe.Cipher.Open(Address.TextColumn, one.Id, one.Text)).Key == text.Trimmed().Key;

    private static IEnumerable<Consent> NewConsents(KnownCustomer known, CustomerDraft draft, List<ContactPoint> contacts, DateTimeOffset now)
    {
        var said = known.Consents.Where(c => c.Purpose is ConsentPurpose.Marketing).GroupBy(c => c.Channel).ToDictionary(g => g.Key, g => g.Last().IsGiven);
        return NewCustomer.ConsentsOf(draft, known.Customer, [.. known.Contacts.Where(c => c.EndedOn is null), .. contacts], now)
            .Where(c => !said.TryGetValue(c.Channel, out var before) || before != c.IsGiven);
    }

    private static IEnumerable<Note> NewNotes(KnownCustomer known, CustomerDraft draft, Guid? byStaffId, DateTimeOffset now) =>
        from given in draft.Notes
        where byStaffId is not null && !known.Notes.Any(n => IsSame(n, given, known.Safe))
        select NewCustomer.NoteOf(given, Guid.CreateVersion7(), known.Customer, byStaffId!.Value, now, known.Safe);

    /// <summary>The same words of another moment are another note, where the file says when.</summary>
    private static bool IsSame(Note one, DraftNote given, CustomerSafe safe) =>
        (given.Origin?.At is not { } at || at == one.WrittenAt) && safe.Cipher.Open(Note.TextColumn, one.Id, one.Text) == given.Text.Trim();

    private static string Or(string given, string known) => given.Trim() is { Length: > 0 } said ? said : known;
}
