using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>Opens what customers are compared by.</summary>
internal sealed class FactsReader(CrmDb db, ICustomerVault vault)
{
    /// <summary>Of those who are there, in no order.</summary>
    public async Task<List<(Guid Id, PersonFacts Facts)>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var customers = await db.Customers.Where(c => ids.Contains(c.Id))
            .Join(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new Person(
                c.Id, c.Kind, c.Name, c.OtherName, c.SortName, c.BirthDate, c.Sex, k.Wrapped))
            .ToListAsync(ct);
        var documents = (await db.IdentityDocuments.Where(d => ids.Contains(d.CustomerId))
            .Select(d => new { d.Id, d.CustomerId, d.Kind, d.Country, d.Number }).ToListAsync(ct)).ToLookup(d => d.CustomerId);
        var contacts = (await db.ContactPoints.Where(p => ids.Contains(p.CustomerId) && p.Kind != ContactKind.WeChat)
            .Select(p => new { p.Id, p.CustomerId, p.Kind, p.Value }).ToListAsync(ct)).ToLookup(p => p.CustomerId);
        var addresses = (await db.Addresses.Where(a => ids.Contains(a.CustomerId))
            .Select(a => new { a.Id, a.CustomerId, a.Text }).ToListAsync(ct)).ToLookup(a => a.CustomerId);

        var facts = new List<(Guid, PersonFacts)>(customers.Count);
        foreach (var c in customers)
        {
            var cipher = vault.Open(c.Id, c.Wrapped);
            facts.Add((c.Id, new(
                c.Kind, NameText.Normalise(c.Name), SoundOf(c), NameText.Normalise(c.OtherName), c.Born(cipher), c.Sex,
                [.. documents[c.Id].Select(d => DocumentFact.Of(d.Kind, d.Country, cipher.Open(IdentityDocument.NumberColumn, d.Id, d.Number)))],
                [.. contacts[c.Id].Select(p => KeyOf(p.Kind, cipher.Open(ContactPoint.ValueColumn, p.Id, p.Value)))],
                [.. addresses[c.Id].Select(a => new AddressFact(cipher.Open(Address.TextColumn, a.Id, a.Text)))])));
        }

        return facts;
    }

    // A Chinese name is sorted by how it is read, with the name itself behind.
    private static string SoundOf(Person c) =>
        NameText.HasHan(c.Name) && c.SortName.EndsWith(c.Name, StringComparison.Ordinal) ? c.SortName[..^c.Name.Length].Trim() : "";

    private static string KeyOf(ContactKind kind, string value) => kind is ContactKind.Email ? EmailAddress.FromStored(value).LookupKey : value;

    private sealed record Person(
        Guid Id, CustomerKind Kind, string Name, string OtherName, string SortName, Sealed? BirthDate, Sex? Sex, byte[] Wrapped)
    {
        public DateOnly? Born(ICustomerCipher cipher) => BirthDate is { } born
            ? DateOnly.ParseExact(cipher.Open(Customer.BirthDateColumn, Id, born), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }
}
