using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Platform.Encryption;

/// <summary>Makes and opens customers' keys with the key ring. Stateless and cheap: a list of fifty may open fifty.</summary>
public interface ICustomerVault
{
    /// <summary>A fresh key for a new customer; the caller adds it to the unit of work.</summary>
    (CustomerKey Key, ICustomerCipher Cipher) Create(Guid customerId);

    /// <param name="wrapped">As stored in <see cref="CustomerKey.Wrapped"/>.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">No key of the ring opens it.</exception>
    ICustomerCipher Open(Guid customerId, byte[] wrapped);
}
