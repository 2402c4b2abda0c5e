using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Loads many customers with all that rows can change, by one question for each table.</summary>
internal static class KnownCustomers
{
    /// <summary>Tracked, and locked until the transaction ends. Who is not in the user's scope is not there.</summary>
    public static async Task<IReadOnlyDictionary<Guid, KnownCustomer>> LoadAsync(
        CrmDb db, CustomerCiphers ciphers, IBlindIndex index, Guid[] ids, bool withNotes, CancellationToken ct)
    {
        await ImportSql.LockAsync(db, ids, ct);
        var customers = await db.Customers.AsTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        var keys = await db.CustomerKeys.Where(k => ids.Contains(k.CustomerId)).ToDictionaryAsync(k => k.CustomerId, k => k.Wrapped, ct);
        var documents = await OfAsync(db.IdentityDocuments);
        var contacts = await OfAsync(db.ContactPoints);
        var addresses = await OfAsync(db.Addresses);
        var consents = await OfAsync(db.Consents);
        var notes = withNotes ? await OfAsync(db.Notes) : null;
        return customers.ToDictionary(c => c.Id, c => new KnownCustomer(
            c, [.. documents[c.Id]], [.. contacts[c.Id]], [.. addresses[c.Id]], [.. consents[c.Id].OrderBy(o => o.At).ThenBy(o => o.Id)], [.. notes?[c.Id] ?? []],
            new CustomerSafe(ciphers.Open(c.Id, keys[c.Id]), index)));

        async Task<ILookup<Guid, T>> OfAsync<T>(DbSet<T> parts) where T : class, IOfCustomer =>
            (await parts.AsTracking().Where(p => ids.Contains(p.CustomerId)).ToListAsync(ct)).ToLookup(p => p.CustomerId);
    }
}
