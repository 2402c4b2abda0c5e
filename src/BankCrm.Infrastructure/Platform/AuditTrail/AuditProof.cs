using System.IO.Compression;
using BankCrm.Application.Platform.AuditTrail;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

internal sealed class AuditProof(AuditVerification verification, AuditExport export) : IAuditProof
{
    public Task<AuditVerdict> VerifyAsync(CancellationToken ct) => verification.RunAsync(ct);

    public async Task<long> ExportAsync(Stream output, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await using var entry = await zip.CreateEntry("audit.jsonl", CompressionLevel.Fastest).OpenAsync(ct);
        return await export.WriteAsync(entry, from, to, ct);
    }
}
