using System.Security.Cryptography;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>Data keys of customers: random, and wrapped under the ring for the one customer they belong to.</summary>
internal sealed class CustomerVault(KeyRing ring) : ICustomerVault
{
    private const string Column = "customer_keys.wrapped";

    public (CustomerKey Key, ICustomerCipher Cipher) Create(Guid customerId)
    {
        Span<byte> key = stackalloc byte[EnvelopeKey.KeySize];
        RandomNumberGenerator.Fill(key);
        var wrapped = ring.ToSeal(Column).Seal(Column, customerId, key);
        var cipher = new CustomerCipher(customerId, key);
        CryptographicOperations.ZeroMemory(key);
        return (new(customerId, wrapped), cipher);
    }

    public ICustomerCipher Open(Guid customerId, byte[] wrapped)
    {
        Span<byte> key = stackalloc byte[EnvelopeKey.KeySize];
        Unwrap(customerId, wrapped, key);
        var cipher = new CustomerCipher(customerId, key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>The same data key under the ring's newest key.</summary>
    public byte[] Rewrap(Guid customerId, byte[] wrapped)
    {
        Span<byte> key = stackalloc byte[EnvelopeKey.KeySize];
        Unwrap(customerId, wrapped, key);
        var anew = ring.ToSeal(Column).Seal(Column, customerId, key);
        CryptographicOperations.ZeroMemory(key);
        return anew;
    }

    private void Unwrap(Guid customerId, byte[] wrapped, Span<byte> key)
    {
        if (wrapped.Length != EnvelopeKey.Overhead + EnvelopeKey.KeySize)
        {
            throw new CryptographicException("The stored key of a customer is not a wrapped key.");
        }

        ring.ToOpen(Column, wrapped).Open(Column, customerId, wrapped, key);
    }
}
