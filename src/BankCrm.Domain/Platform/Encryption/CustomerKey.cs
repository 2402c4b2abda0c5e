using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Encryption;

/// <summary>A customer's data key, wrapped by a key of the ring, which lies outside the database. Without it nothing of theirs opens.</summary>
[Class(DataClass.C2)]
public sealed class CustomerKey
{
    private CustomerKey() { } // EF Core

    public CustomerKey(Guid customerId, byte[] wrapped) => (CustomerId, Wrapped) = (customerId, wrapped);

    public Guid CustomerId { get; private init; }

    /// <summary>Version, number of the wrapping key, nonce, ciphertext, tag.</summary>
    public byte[] Wrapped { get; private set; } = [];

    /// <summary>The same data key under a newer wrapping key: every envelope stays as it is.</summary>
    public void Rewrap(byte[] wrapped) => Wrapped = wrapped;
}
