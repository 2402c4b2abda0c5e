using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Search;

/// <summary>What tells namesakes apart.</summary>
/// <param name="Name">Null: the record is protected, and the user may not open it.</param>
/// <param name="Document">Prints itself masked.</param>
/// <param name="Phone">Prints itself masked.</param>
public sealed record CustomerHit(
    Guid Id, string? Name, string AlsoCalled, string Number, IdentityNumber? Document, PhoneNumber? Phone, short? BirthYear, string City,
    CustomerTier? Tier, string Branch, MatchRank Rank)
{
    /// <summary>They have died.</summary>
    public bool HasDied { get; init; }

    /// <summary>One whose record is opened at once: what stands in it is not read here.</summary>
    internal static CustomerHit ToOpen(Guid id) => new(id, null, "", "", null, null, null, "", null, "", MatchRank.Exact);
}

/// <summary>Reads of those who were found what the list of hits shows.</summary>
[Policy]
internal sealed class HitReader(ICustomerVault vault)
{
    public async Task<IReadOnlyList<CustomerHit>> ReadAsync(
        CrmDb db, IReadOnlyList<Match> matches, bool seesProtected, int limit, CancellationToken ct)
    {
        if (matches.Count == 0)
        {
            return [];
        }

        var ids = matches.Select(m => m.CustomerId).ToList();
        var customers = await db.Customers
            .Where(c => ids.Contains(c.Id))
            .LeftJoin(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { Customer = c, k!.Wrapped })
            .LeftJoin(db.Branches, c => c.Customer.BranchId, b => b.Id, (c, b) => new Person(
                c.Customer.Id, c.Customer.Name, c.Customer.OtherName, c.Customer.SortName, c.Customer.Number, c.Customer.BirthYear, c.Customer.City,
                c.Customer.Tier, c.Customer.IsProtected, b!.Name, c.Wrapped, c.Customer.DiedOn != null))
            .ToDictionaryAsync(c => c.Id, ct);

        var shown = matches
            .Where(m => customers.TryGetValue(m.CustomerId, out var c) && (seesProtected || !c.IsProtected || m.IsByNumber))
            .Take(limit)
            .Select(m => (Match: m, Person: customers[m.CustomerId]))
            .ToList();
        var open = shown.Select(s => s.Person).Where(p => (seesProtected || !p.IsProtected) && p.Wrapped is not null).ToDictionary(p => p.Id, p => vault.Open(p.Id, p.Wrapped!));
        var (documents, phones) = await PartsAsync(db, open, ct);
        return
        [
            .. shown.Select(s => seesProtected || !s.Person.IsProtected
                ? s.Person.ToHit(s.Match.Rank, documents.GetValueOrDefault(s.Person.Id), phones.GetValueOrDefault(s.Person.Id))
                : new(s.Person.Id, null, "", s.Person.Number, null, null, null, "", null, s.Person.Branch, s.Match.Rank)),
        ];
    }

    private static async Task<(Dictionary<Guid, IdentityNumber> Documents, Dictionary<Guid, PhoneNumber> Phones)> PartsAsync(
        CrmDb db, Dictionary<Guid, ICustomerCipher> open, CancellationToken ct)
    {
        var ids = open.Keys.ToList();
        var documents = db.IdentityDocuments
            .Where(d => ids.Contains(d.CustomerId))
            .Select(d => new { d.Id, d.CustomerId, IsDocument = true, Kind = d.Kind.ToString(), IsPreferred = false, Value = d.Number });
        var phones = db.ContactPoints
            .Where(p => ids.Contains(p.CustomerId) && p.EndedOn == null && (p.Kind == ContactKind.Mobile || p.Kind == ContactKind.Landline))
            .Select(p => new { p.Id, p.CustomerId, IsDocument = false, Kind = p.Kind.ToString(), p.IsPreferred, p.Value });
        var parts = await documents.Concat(phones).ToListAsync(ct);
        return (
            parts.Where(p => p.IsDocument)
                .OrderBy(p => p.Id)
                .DistinctBy(p => p.CustomerId)
                .ToDictionary(
                    p => p.CustomerId,
                    p => IdentityNumber.FromStored(Enum.Parse<IdentityDocumentKind>(p.Kind), open[p.CustomerId].Open(IdentityDocument.NumberColumn, p.Id, p.Value))),
            parts.Where(p => !p.IsDocument)
                .OrderBy(p => Enum.Parse<ContactKind>(p.Kind)).ThenByDescending(p => p.IsPreferred).ThenBy(p => p.Id)
                .DistinctBy(p => p.CustomerId)
                .ToDictionary(p => p.CustomerId, p => PhoneNumber.FromStored(open[p.CustomerId].Open(ContactPoint.ValueColumn, p.Id, p.Value))));
    }

    private sealed record Person(
        Guid Id, string Name, string OtherName, string SortName, string Number, short? BirthYear, string City, CustomerTier Tier, bool IsProtected,
        string Branch, byte[]? Wrapped, bool HasDied)
    {
        public CustomerHit ToHit(MatchRank rank, IdentityNumber? document, PhoneNumber? phone) =>
            new(Id, Name, AlsoCalled.Of(Name, OtherName, SortName), Number, document, phone, BirthYear, City, Tier, Branch, rank) { HasDied = HasDied };
    }
}
