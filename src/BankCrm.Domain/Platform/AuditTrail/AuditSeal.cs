using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.AuditTrail;

/// <summary>A link of the chain: fixes one entry at one place for good. Made by the sealer only.</summary>
[Class(DataClass.C1)]
public sealed class AuditSeal
{
    private AuditSeal() { } // EF Core

    /// <summary>From 1, without a gap.</summary>
    public long Seq { get; private init; }

    public Guid EntryId { get; private init; }
    public byte[] PrevHash { get; private init; } = [];
    public byte[] Hash { get; private init; } = [];
    public DateTimeOffset SealedAt { get; private init; }
}
