using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>Lets files expire that nobody came for, and deletes those that no export leads to any more.</summary>
internal sealed class ExportTidying(IServiceScopeFactory scopes, IFileStore files, ExportLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the writing of a file takes.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromHours(6);

    private DateTimeOffset last;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - last < Often)
        {
            return;
        }

        last = now;
        var old = await scopes.AsSystemAsync(ExportRunner.Job, db => db.Exports
            .Where(e => e.Status == ExportStatus.Ready && e.ExpiresAt < now).Select(e => new { e.Id, e.FileId }).ToListAsync(ct));
        foreach (var export in old)
        {
            await scopes.SendAsync(ExportRunner.System, new ExpireExport(export.Id));
            files.Delete(ExportFiles.Area, export.FileId!.Value);
        }

        files.DeleteOlderThan(ExportFiles.Area, now - TimeSpan.FromHours(limits.KeepHours) - Writing);
    }
}
