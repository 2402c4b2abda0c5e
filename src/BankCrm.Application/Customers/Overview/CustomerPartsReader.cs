using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Overview;

/// <summary>Reads what belongs to a customer. The sealed parts come in one query: each query costs the page half a millisecond.</summary>
[Policy]
internal sealed class CustomerPartsReader(StaffNames staff)
{
    /// <summary>More stand in the timeline.</summary>
    private const int LatestNotes = 5;

    private const int MostConsents = 200;

    // Which table a row is from.
    private const int Note = 0;
    private const int Document = 1;
    private const int Contact = 2;
    private const int Address = 3;

    /// <param name="cipher">Null: the customer was erased, and nothing opens.</param>
    public async Task<CustomerParts> ReadAsync(CrmDb db, Guid customerId, ICustomerCipher? cipher, DateOnly today, CancellationToken ct)
    {
        var rows = cipher is null ? [] : await SealedParts(db, customerId).ToListAsync(ct);
        var authors = await AuthorsAsync(db, [.. rows.Where(r => r.Source is not null).Select(r => r.Id)], cipher, ct);
        var consents = await db.Consents
            .Where(c => c.CustomerId == customerId)
            .OrderByDescending(c => c.Id)
            .Take(MostConsents)
            .Select(c => new ConsentShown(c.Purpose, c.Channel, c.IsGiven, c.At, c.Proof))
            .ToListAsync(ct);
        var writers = await staff.OfAsync(db, rows.Select(r => r.By).OfType<Guid>(), ct);
        return new(
            [.. rows.Where(r => r.Part == Document).OrderBy(r => r.Id).Select(r => r.ToDocument(cipher!, today))],
            [.. rows.Where(r => r.Part == Contact).Select(r => r.ToContact(cipher!)).OrderBy(c => c.EndedOn is not null).ThenBy(c => c.Kind).ThenByDescending(c => c.IsPreferred)],
            [.. rows.Where(r => r.Part == Address).Select(r => r.ToAddress(cipher!)).OrderByDescending(a => a.IsMain)],
            [.. consents.DistinctBy(c => (c.Purpose, c.Channel)).OrderBy(c => c.Purpose).ThenBy(c => c.Channel)],
            [.. rows.Where(r => r.Part == Note).OrderByDescending(r => r.Id).Select(r => r.ToNote(cipher!, writers, authors))]);
    }

    /// <summary>Hardly any note was written elsewhere: only for those there is one more question.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> AuthorsAsync(CrmDb db, Guid[] notes, ICustomerCipher? cipher, CancellationToken ct) =>
        notes.Length == 0 ? new Dictionary<Guid, string>() : (await db.Notes.Where(n => notes.Contains(n.Id) && n.Author != null).Select(n => new { n.Id, n.Author }).ToListAsync(ct))
            .ToDictionary(n => n.Id, n => cipher!.Open(Domain.Customers.Notes.Note.AuthorColumn, n.Id, n.Author!));

    // Notes first, and with some day: from them PostgreSQL learns the types of what the others leave empty.
    private static IQueryable<Row> SealedParts(CrmDb db, Guid customerId) => db.Notes
        .Where(n => n.CustomerId == customerId)
        .OrderByDescending(n => n.Id)
        .Take(LatestNotes)
        .Select(n => new Row { Part = Note, Id = n.Id, Kind = n.Audience.ToString(), Value = n.Text, IsFirst = false, Day = DateOnly.MinValue, At = n.WrittenAt, By = n.WrittenBy, Source = n.Source })
        .Concat(db.IdentityDocuments
            .Where(d => d.CustomerId == customerId)
            .Select(d => new Row { Part = Document, Id = d.Id, Kind = d.Kind.ToString(), Value = d.Number, IsFirst = false, Day = d.ValidUntil, At = null, By = null, Source = null }))
        .Concat(db.ContactPoints
            .Where(p => p.CustomerId == customerId)
            .Select(p => new Row { Part = Contact, Id = p.Id, Kind = p.Kind.ToString(), Value = p.Value, IsFirst = p.IsPreferred, Day = p.EndedOn, At = null, By = null, Source = null }))
        .Concat(db.Addresses
            .Where(a => a.CustomerId == customerId)
            .Select(a => new Row { Part = Address, Id = a.Id, Kind = a.Kind.ToString(), Value = a.Text, IsFirst = a.IsMain, Day = null, At = null, By = null, Source = null }));

    private sealed class Row
    {
        public int Part { get; init; }
        public Guid Id { get; init; }
        public string Kind { get; init; } = "";
        public Sealed Value { get; init; } = null!;
        public bool IsFirst { get; init; }
        public DateOnly? Day { get; init; }
        public DateTimeOffset? At { get; init; }
        public Guid? By { get; init; }
        public string? Source { get; init; }

        public DocumentShown ToDocument(ICustomerCipher cipher, DateOnly today)
        {
            var kind = Enum.Parse<IdentityDocumentKind>(Kind);
            return new(Id, kind, IdentityNumber.FromStored(kind, cipher.Open(IdentityDocument.NumberColumn, Id, Value)).ToString(), Day, Day < today);
        }

        public ContactShown ToContact(ICustomerCipher cipher)
        {
            var kind = Enum.Parse<ContactKind>(Kind);
            return new(Id, kind, ContactValue.Masked(kind, cipher.Open(ContactPoint.ValueColumn, Id, Value)), IsFirst, Day);
        }

        public AddressShown ToAddress(ICustomerCipher cipher) => new(
            Id, Enum.Parse<AddressKind>(Kind), PostalAddress.FromStored(cipher.Open(Domain.Customers.Contacts.Address.TextColumn, Id, Value)).ToString(), IsFirst);

        public NoteShown ToNote(ICustomerCipher cipher, IReadOnlyDictionary<Guid, string> writers, IReadOnlyDictionary<Guid, string> authors) =>
            new(Id, cipher.Open(Domain.Customers.Notes.Note.TextColumn, Id, Value), By is { } by ? writers.GetValueOrDefault(by) : null, At ?? default,
                Enum.Parse<Audience>(Kind), Source)
            {
                Author = authors.GetValueOrDefault(Id, ""),
            };
    }
}
