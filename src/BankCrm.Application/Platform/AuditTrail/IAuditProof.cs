using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Platform.AuditTrail;

/// <summary>Proves the audit trail, and hands it out for others to prove.</summary>
public interface IAuditProof
{
    Task<AuditVerdict> VerifyAsync(CancellationToken ct);

    /// <summary>Writes the trail as a zipped bundle for the offline verifier; null: from the beginning, through the end.</summary>
    /// <returns>How many entries it holds.</returns>
    Task<long> ExportAsync(Stream output, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct);
}

/// <summary>What the application's own verification found. <paramref name="Seq"/> is null where the fault is not at a place in the chain.</summary>
/// <param name="LateAnchors">Anchors that came later than they were due: no fault, but somebody should know why.</param>
public sealed record AuditVerdict(long Entries, long Anchors, int LateAnchors, long? Seq, Fault? What)
{
    public bool IsWell => What is null;

    /// <summary>In English, for the command line and logs.</summary>
    public string? Fault => What is null ? null : string.Format(CultureInfo.InvariantCulture, What.Sentence, What.Args);
}
