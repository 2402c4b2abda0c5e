using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Whom the rows of a file name as related: by customer number, number in the other system, or document, among those the user sees.</summary>
internal sealed class RelatedFinder(CrmDb db, IColumnCipher cipher, IBlindIndex index)
{
    private static readonly IdentityDocumentKind[] Kinds = Enum.GetValues<IdentityDocumentKind>();

    /// <summary>Whoever is found for each row: nobody, one, or several.</summary>
    /// <param name="branches">Of the rows' own customers.</param>
    public async Task<ILookup<Guid, Guid>> FindAsync(IReadOnlyList<ImportRelation> rows, IReadOnlyDictionary<Guid, Guid> branches, CancellationToken ct)
    {
        var texts = rows.ToDictionary(r => r.Id, r => cipher.Open(ImportRelation.RelatedColumn, r.Id, r.Related!));
        var numbers = await NumberedAsync([.. texts.Values.Select(t => t.ToUpperInvariant()).Distinct()], ct);
        var references = await KnownElsewhereAsync([.. texts.Values.Distinct()], ct);
        var lookups = texts.ToDictionary(t => t.Key, t => LookupsOf(t.Value));
        var documents = await WithDocumentsAsync([.. lookups.Values.SelectMany(l => l)], ct);
        return rows
            .SelectMany(row => numbers[texts[row.Id].ToUpperInvariant()]
                .Concat(branches.TryGetValue(row.CustomerId, out var branch) ? references[(texts[row.Id], branch)] : [])
                .Concat(lookups[row.Id].SelectMany(l => documents[Convert.ToHexString(l)]))
                .Distinct()
                .Select(found => (row.Id, Found: found)))
            .ToLookup(f => f.Id, f => f.Found);
    }

    private async Task<ILookup<string, Guid>> NumberedAsync(string[] numbers, CancellationToken ct) =>
        (await db.CustomersWithMerged.Where(c => numbers.Contains(c.Number)).Select(c => new { c.Number, Id = c.MergedIntoId ?? c.Id }).ToListAsync(ct))
            .ToLookup(c => c.Number, c => c.Id);

    // The number in the other system is a branch's own.
    private async Task<ILookup<(string, Guid), Guid>> KnownElsewhereAsync(string[] references, CancellationToken ct) =>
        (await db.CustomersWithMerged.Where(c => c.ExternalRef != null && references.Contains(c.ExternalRef))
            .Select(c => new { c.ExternalRef, c.BranchId, Id = c.MergedIntoId ?? c.Id }).ToListAsync(ct))
            .ToLookup(c => (c.ExternalRef!, c.BranchId), c => c.Id);

    private async Task<ILookup<string, Guid>> WithDocumentsAsync(byte[][] lookups, CancellationToken ct) =>
        (await db.IdentityDocuments.Where(d => lookups.Contains(d.Lookup)).Select(d => new { d.Lookup, d.CustomerId }).ToListAsync(ct))
            .ToLookup(d => Convert.ToHexString(d.Lookup), d => d.CustomerId);

    /// <summary>Nobody says of which kind the document is.</summary>
    private List<byte[]> LookupsOf(string text) =>
        [.. Kinds.Select(k => IdentityNumber.Normalise(k, text)).Distinct().Where(n => n.Length > 0).Select(n => index.Of(IdentityDocument.LookupColumn, n))];
}
