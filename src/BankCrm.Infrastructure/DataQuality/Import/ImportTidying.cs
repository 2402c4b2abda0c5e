using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Deletes what people's data stands in and nobody needs any more: files received a week ago, images that no undo asks for.</summary>
internal sealed class ImportTidying(IServiceScopeFactory scopes, IImportFiles files, TimeProvider clock) : IJob
{
    private const string Job = "import";

    // A workbook lies open while it is read.
    private static readonly TimeSpan UnsealedTime = TimeSpan.FromDays(1);

    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var file in files.ReceivedBefore(now - ImportRun.FileTime))
        {
            ct.ThrowIfCancellationRequested();
            var run = await scopes.AsSystemAsync(Job, db => db.Imports.SingleOrDefaultAsync(r => r.StoredName.StartsWith(file), ct));
            if (run is { IsAtWork: true })
            {
                continue;
            }

            if (run is { Status: ImportStatus.Uploaded or ImportStatus.Mapped or ImportStatus.Checked })
            {
                await scopes.SendAsync(CurrentUser.System(Job, CustomerPermissions.Import), new ExpireImport(run.Id));
            }

            files.Delete(file);
        }

        files.DeleteUnsealed(now - UnsealedTime);
        await scopes.AsSystemAsync(Job, async db => await ImportSql.ForgetImagesAsync(db, now - ImportRun.UndoTime, ct)
            + await RelationSql.ForgetOldAsync(db, now - ImportRun.UndoTime, ct));
        return false;
    }
}
