using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Search;

/// <summary>Finds customers by numbers that another feature keeps. Each brings its own as a [Policy].</summary>
public interface ICustomersByNumber
{
    bool Knows(SearchKind kind);

    /// <param name="number">As recognised: one spelling.</param>
    /// <returns>Those whose it is first.</returns>
    Task<IReadOnlyList<Guid>> IdsAsync(CrmDb db, string number, CancellationToken ct);
}

/// <summary>
/// Customers by their numbers. Every comparison is one that PostgreSQL may make before row-level security has looked at the row: only
/// such reach an index.
/// </summary>
[Policy]
internal sealed class NumberLookup(IBlindIndex index, IEnumerable<ICustomersByNumber> others)
{
    private const int CustomerNumberLength = 11;
    private const int LeastOfPrefix = 4;
    private const int MostIds = 500;

    public async Task MatchAsync(CrmDb db, SearchGuess guess, Matches matches, CancellationToken ct)
    {
        if (matches.Count > 0 && others.Any(o => o.Knows(guess.Kind)))
        {
            return; // almost any number may be an account's, if it was nothing else
        }

        foreach (var id in await IdsAsync(db, guess, ct))
        {
            var isWhole = guess.Kind is not SearchKind.LastFour;
            matches.Add(id, isWhole ? MatchRank.Exact : MatchRank.Part, isByNumber: isWhole);
        }

        if (guess.Kind is SearchKind.OtherDocument && IsBeginOfCustomerNumber(guess.Value))
        {
            foreach (var (id, number) in await StartingAsync(db, guess.Value, matches.Room, ct))
            {
                matches.Add(id, MatchRank.Prefix, number);
            }
        }
    }

    public async Task<IReadOnlyList<Guid>> IdsAsync(CrmDb db, SearchGuess guess, CancellationToken ct)
    {
        switch (guess.Kind)
        {
            case SearchKind.CustomerNumber:
                return await db.CustomersWithMerged.Where(c => c.Number == guess.Value).Select(c => c.MergedIntoId ?? c.Id).ToListAsync(ct);
            case SearchKind.ResidentId or SearchKind.SocialCreditCode or SearchKind.OtherDocument:
                var document = index.Of(IdentityDocument.LookupColumn, guess.Value);
                return await db.IdentityDocuments.Where(d => d.Lookup == document).Select(d => d.CustomerId).ToListAsync(ct);
            case SearchKind.Phone or SearchKind.Email:
                var contact = index.Of(ContactPoint.LookupColumn, guess.Value);
                return await db.ContactPoints.Where(p => p.Lookup == contact).OrderBy(p => p.CustomerId).Select(p => p.CustomerId).Take(MostIds).ToListAsync(ct);
            case SearchKind.LastFour:
                return await EndingAsync(db, guess.Value, ct);
            default:
                return others.FirstOrDefault(o => o.Knows(guess.Kind)) is { } other ? await other.IdsAsync(db, guess.Value, ct) : [];
        }
    }

    private async Task<IReadOnlyList<Guid>> EndingAsync(CrmDb db, string lastFour, CancellationToken ct)
    {
        var (document, phone) = (index.Of(IdentityDocument.LastFourColumn, lastFour), index.Of(ContactPoint.LastFourColumn, lastFour));
        return await db.IdentityDocuments.Where(d => d.LastFour == document).Select(d => d.CustomerId)
            .Concat(db.ContactPoints.Where(p => p.LastFour == phone && p.EndedOn == null).Select(p => p.CustomerId))
            .OrderByDescending(id => id)
            .Take(MostIds)
            .ToListAsync(ct);
    }

    // All numbers are of one length, so that a prefix is a range in any collation.
    private static async Task<List<(Guid Id, string Number)>> StartingAsync(CrmDb db, string start, int limit, CancellationToken ct)
    {
        var (first, last) = (start.PadRight(CustomerNumberLength, '0'), start.PadRight(CustomerNumberLength, '9'));
        var rows = await db.Customers
            .Where(c => c.Number.CompareTo(first) >= 0 && c.Number.CompareTo(last) <= 0)
            .OrderBy(c => c.Number)
            .Take(limit)
            .Select(c => new { c.Id, c.Number })
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.Id, r.Number))];
    }

    private static bool IsBeginOfCustomerNumber(string text) =>
        text.Length is > LeastOfPrefix and < CustomerNumberLength && text[0] == 'C' && text[1..].All(char.IsAsciiDigit);
}
