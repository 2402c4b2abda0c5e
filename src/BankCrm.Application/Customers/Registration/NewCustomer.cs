using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Registration;

/// <summary>A customer with all that belongs to them, ready to be saved: by the unit of work, or by COPY.</summary>
public sealed record NewCustomer(
    Customer Customer,
    IReadOnlyList<IdentityDocument> Documents,
    IReadOnlyList<ContactPoint> Contacts,
    IReadOnlyList<Address> Addresses,
    IReadOnlyList<Consent> Consents,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<CustomerNameKey> NameKeys)
{
    /// <summary>Makes the entities of a draft that has no faults.</summary>
    /// <param name="draft">Checked by <see cref="CustomerDraftCheck"/>.</param>
    /// <param name="number">C and ten digits, unused.</param>
    /// <param name="byStaffId">Who writes the note, where there is one.</param>
    public static NewCustomer Of(
        CustomerDraft draft, string number, Guid branchId, Guid? byStaffId, CustomerSafe safe, NameReader names, DateTimeOffset now, DateOnly today,
        bool migrated = false)
    {
        var complete = draft.Completed(today);
        var name = names.Read(complete.Name, complete.OtherName);
        var customer = Customer.Register(complete.Id, complete.Kind, number, branchId, name, complete.RegisteredOn ?? today);
        customer.BornOn(complete.BirthDate, complete.Sex, today, safe);
        customer.Works(complete.Occupation.Trim(), complete.Employer.Trim(), complete.Income, safe);
        customer.Classify(complete.Tier, complete.Stage, complete.Language, complete.Tags);
        if (complete.DiedOn is { } died)
        {
            customer.HasDied(died, today);
        }

        customer.Assess(complete.Appetite, complete.Appetite is null ? null : today);
        customer.GiveTo(complete.OwnerId);
        if (complete.ExternalRef.Trim() is { Length: > 0 } elsewhere)
        {
            customer.IsKnownElsewhereAs(elsewhere);
        }

        if (complete.Address is { } at)
        {
            customer.LiveIn(at.Trimmed().City);
        }

        var contacts = ContactsOf(complete, customer, safe).ToList();
        return new(
            customer,
            [.. DocumentsOf(complete, customer, safe, today, migrated)],
            contacts,
            [
                .. complete.Address is { } address ? [AddressOf(address, customer, safe)] : Array.Empty<Address>(),
                .. complete.FurtherAddresses.Select(a => AddressOf(a, customer, safe, isMain: false)),
            ],
            [.. ConsentsOf(complete, customer, contacts, now)],
            byStaffId is { } writer ? [.. complete.Notes.Select(n => NoteOf(n, RowId.Beside(customer.Id), customer, writer, now, safe))] : [],
            names.Keys(customer));
    }

    /// <summary>All that is saved, the customer first.</summary>
    public IEnumerable<object> All() => [Customer, .. Documents, .. Contacts, .. Addresses, .. Consents, .. Notes, .. NameKeys];

    /// <summary>The one address of a draft is where they live, or are registered.</summary>
    public static Address AddressOf(PostalAddress address, Customer customer, CustomerSafe safe, bool isMain = true) => Address.Of(
        RowId.Beside(customer.Id), customer, customer.Kind is CustomerKind.Individual ? AddressKind.Home : AddressKind.Registered, address, isMain, safe);

    /// <param name="id">Of a note that is written here.</param>
    public static Note NoteOf(DraftNote note, Guid id, Customer customer, Guid byStaffId, DateTimeOffset now, CustomerSafe safe) => note.Origin is { } origin
        ? Note.Bring(customer, note.Text.Trim(), origin, byStaffId, now, safe)
        : Note.Write(id, customer, note.Text.Trim(), byStaffId, now, safe);

    private static IEnumerable<IdentityDocument> DocumentsOf(
        CustomerDraft draft, Customer customer, CustomerSafe safe, DateOnly today, bool migrated)
    {
        if (draft.DocumentKind is { } kind)
        {
            yield return IdentityDocument.Of(
                RowId.Beside(customer.Id), customer, IdentityNumber.Parse(kind, draft.DocumentNumber, today, migrated), draft.DocumentCountry, draft.DocumentValidUntil, safe);
        }

        foreach (var further in draft.FurtherDocuments)
        {
            yield return IdentityDocument.Of(
                RowId.Beside(customer.Id), customer, IdentityNumber.Parse(further.Kind, further.Number, today, migrated), further.Country, further.ValidUntil, safe);
        }
    }

    public static IEnumerable<ContactPoint> ContactsOf(CustomerDraft draft, Customer customer, CustomerSafe safe) =>
        from given in new (ContactKind Kind, string Text, bool IsPreferred)[]
        {
            (ContactKind.Mobile, draft.Mobile, true), (ContactKind.Landline, draft.Landline, true), (ContactKind.Email, draft.Email, true),
            (ContactKind.WeChat, draft.WeChat, true),
        }.Concat(draft.FurtherContacts.Select(c => (c.Kind, c.Text, IsPreferred: false)))
        where given.Text.Length > 0
        select ContactPoint.Of(
            RowId.Beside(customer.Id), customer, given.Kind, ContactValue.Parse(given.Kind, given.Text, draft.PhoneCountry), given.IsPreferred, safe);

    /// <summary>One word for each channel at which they can be reached.</summary>
    public static IEnumerable<Consent> ConsentsOf(CustomerDraft draft, Customer customer, List<ContactPoint> contacts, DateTimeOffset now)
    {
        var reachable = contacts.SelectMany(ChannelsOf).Concat(draft.Address is null ? [] : [ConsentChannel.Post]).Distinct();
        var answers = draft.RefusedChannels.Distinct().Select(channel => (Channel: channel, IsGiven: false));
        if (draft.AgreesToMarketing is { } agrees)
        {
            answers = answers.Concat(reachable.Except(draft.RefusedChannels).Select(channel => (channel, agrees)));
        }

        // Whoever has died has agreed to nothing any more, whatever the list says.
        return answers.Where(answer => !answer.IsGiven || customer.DiedOn is null).Select(answer => Consent.Record(
            RowId.Beside(customer.Id), customer, ConsentPurpose.Marketing, answer.Channel, answer.IsGiven, draft.ConsentProof.Trim(), now));
    }

    private static IEnumerable<ConsentChannel> ChannelsOf(ContactPoint point) => point.Kind switch
    {
        ContactKind.Mobile => [ConsentChannel.Phone, ConsentChannel.Sms],
        ContactKind.Landline => [ConsentChannel.Phone],
        ContactKind.Email => [ConsentChannel.Email],
        _ => [ConsentChannel.WeChat],
    };
}
