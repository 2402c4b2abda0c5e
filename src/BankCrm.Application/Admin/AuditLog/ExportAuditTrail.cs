using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Admin.AuditLog;

/// <summary>The trail as a bundle for the offline verifier. On record before a byte of it is handed out.</summary>
/// <param name="From">The first day, by the bank's clock. Null: from the beginning.</param>
/// <param name="Until">The last day. Null: through the end.</param>
[Allow(AuditPermissions.Verify)]
[StepUp(StepUpPurpose.Exports)]
public sealed record ExportAuditTrail(DateOnly? From, DateOnly? Until) : IRecorded<AuditBundle>
{
    public AuditRecord Record(AuditBundle result) => new(AuditEvents.TrailExported)
    {
        Changes = AuditChanges.Of([("Entries", null, result.Entries), ("From", null, From), ("Until", null, Until)]),
    };
}

/// <param name="Content">A zip file, which is gone when it is closed.</param>
public sealed record AuditBundle(Stream Content, long Entries);

internal sealed class ExportAuditTrailHandler(IAuditProof proof) : IQueryHandler<ExportAuditTrail, AuditBundle>
{
    public async Task<AuditBundle> HandleAsync(ExportAuditTrail query, CancellationToken ct)
    {
        Refuse.If(query.Until < query.From, "The last day comes before the first.");

        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var entries = await proof.ExportAsync(
            file, query.From is { } from ? Branch.StartOf(from) : null, query.Until is { } until ? Branch.StartOf(until.AddDays(1)) : null, ct);
        file.Position = 0;
        return new(file, entries);
    }
}
