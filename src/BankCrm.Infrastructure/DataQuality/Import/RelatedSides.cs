using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Customers between whom relations are to be made, locked, with the relations they have.</summary>
internal sealed class RelatedSides(
    IReadOnlyDictionary<Guid, Customer> customers, IReadOnlyDictionary<Guid, CustomerSafe> safes, List<Relation> relations)
{
    public IReadOnlyDictionary<Guid, Customer> Customers => customers;

    public List<Relation> Relations => relations;

    public CustomerSafe SafeOf(Guid customerId) => safes[customerId];

    public static async Task<RelatedSides> LoadAsync(CrmDb db, CustomerCiphers ciphers, IBlindIndex index, Guid[] ids, CancellationToken ct)
    {
        await ImportSql.LockAsync(db, ids, ct);
        await RelationSql.TouchAsync(db, ids, ct);
        var customers = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var keys = await db.CustomerKeys.Where(k => ids.Contains(k.CustomerId)).ToListAsync(ct);
        var merged = db.CustomersWithMerged.Where(c => c.MergedIntoId != null);
        var relations = await db.Relations
            .Where(r => ids.Contains(r.FromId) || ids.Contains(r.ToId))
            .Where(r => !merged.Any(c => c.Id == r.FromId || c.Id == r.ToId)) // the record they go on in has it too
            .ToListAsync(ct);
        return new(customers, keys.ToDictionary(k => k.CustomerId, k => new CustomerSafe(ciphers.Open(k.CustomerId, k.Wrapped), index)), relations);
    }

    /// <summary>The very relation, if it holds.</summary>
    public Relation? Open(RelationKind kind, Guid from, Guid to) => relations.Find(r => r.Kind == kind && r.Until is null
        && ((r.FromId == from && r.ToId == to) || (kind.IsMutual && r.FromId == to && r.ToId == from)));

    /// <summary>Those with which a relation of the two could be at odds.</summary>
    public List<Relation> AtOdds(RelationKind kind, Guid from, Guid to) => relations.FindAll(r => r.Kind == kind
        && (kind is RelationKind.Spouse ? r.FromId == from || r.ToId == from || r.FromId == to || r.ToId == to
            : (kind is RelationKind.Owns && r.ToId == to) || (r.FromId == from && r.ToId == to) || (r.FromId == to && r.ToId == from)));
}
