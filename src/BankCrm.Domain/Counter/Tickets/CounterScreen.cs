using BankCrm.Domain.Common;

namespace BankCrm.Domain.Counter.Tickets;

/// <summary>That the screen on a branch's wall shows who is called, under a secret address and without anybody signed in. Only its hash is here.</summary>
[Class(DataClass.C1)]
public sealed class CounterScreen : Entity, IBranchScoped
{
    private CounterScreen() { } // EF Core

    public Guid BranchId { get; private init; }

    /// <summary>SHA-256 of the secret in the address.</summary>
    [Class(DataClass.C3)]
    public byte[] SecretHash { get; private set; } = [];

    public Guid OpenedBy { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    public static CounterScreen Open(Guid branchId, byte[] secretHash, Guid by, DateTimeOffset now) =>
        new() { BranchId = branchId, SecretHash = secretHash, OpenedBy = by, OpenedAt = now };

    /// <summary>The old address shows nothing any more.</summary>
    public void Renew(byte[] secretHash, Guid by, DateTimeOffset now) => (SecretHash, OpenedBy, OpenedAt) = (secretHash, by, now);
}
