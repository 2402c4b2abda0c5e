using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Encryption;

/// <summary>The ciphers of the customers this piece of work is about.</summary>
public sealed class CustomerCiphers(CrmDb db, ICustomerVault vault)
{
    /// <summary>For a customer who is being made; their key is saved with them.</summary>
    public ICustomerCipher Create(Guid customerId)
    {
        var (key, cipher) = vault.Create(customerId);
        db.Add(key);
        return db.Ciphers[customerId] = cipher;
    }

    /// <exception cref="NotFoundException">They have no key: there is no such customer, or they were erased.</exception>
    public async Task<ICustomerCipher> OfAsync(Guid customerId, CancellationToken ct)
    {
        if (db.Ciphers.TryGetValue(customerId, out var known))
        {
            return known;
        }

        var key = await db.CustomerKeys.SingleOrDefaultAsync(k => k.CustomerId == customerId, ct) ?? throw new NotFoundException();
        return Open(customerId, key.Wrapped);
    }

    /// <summary>With a key that a query brought along.</summary>
    public ICustomerCipher Open(Guid customerId, byte[] wrapped) => db.Ciphers[customerId] = vault.Open(customerId, wrapped);
}
