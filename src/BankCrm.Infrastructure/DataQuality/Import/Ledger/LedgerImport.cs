using System.Runtime.CompilerServices;
using BankCrm.Application.Accounts;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>Brings a file of accounts or movements to its end: from the beginning, or from the chunk after the last one that is in.</summary>
internal sealed class LedgerImport(IServiceScopeFactory scopes, IImportFiles files, IBlindIndex index, ILogger<LedgerImport> log)
{
    /// <summary>Some thousand at once are cheaper than few; while one chunk is written, the next is read.</summary>
    public const int ChunkSize = 5000;

    private const string Job = "import";
    private const int ShowsOrder = 2000;

    /// <summary>False: the lease was lost, or the run was cancelled.</summary>
    /// <param name="user">Whose eyes decide which accounts and customers are there.</param>
    public async Task<bool> RunAsync(ImportRun run, CurrentUser user, string worker, CancellationToken ct)
    {
        var lastLine = await scopes.AsSystemAsync(Job, db => db.ImportProgress.Where(p => p.RunId == run.Id).Select(p => p.LastLine).SingleAsync(ct));
        var intake = CurrentUser.System(Job, AccountPermissions.TakeIn);
        await foreach (var chunk in ChunksAsync(run, user, lastLine, ct).OneAheadAsync(ct))
        {
            await using var scope = scopes.CreateWork(intake);
            var writer = ActivatorUtilities.CreateInstance<LedgerWriter>(scope.ServiceProvider);
            if (!await writer.WriteAsync(run, worker, chunk, ct))
            {
                return false;
            }
        }

        return true;
    }

    private async IAsyncEnumerable<LedgerChunk> ChunksAsync(
        ImportRun run, CurrentUser user, int lastLine, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = new LedgerChunkReader(run, new(run.Layout, run.Mapping, run.FirstReceivedAt), index, log);
        if (run.Subject is ImportSubject.Movements)
        {
            rows.LookAtOrder(Rows(run).Take(ShowsOrder));
        }

        foreach (var row in Rows(run).TakeWhile(r => r.Line <= lastLine))
        {
            rows.Pass(row);
        }

        var known = new Dictionary<string, SeenAccount?>(StringComparer.Ordinal);
        foreach (var some in Rows(run).SkipWhile(r => r.Line <= lastLine).Chunk(ChunkSize))
        {
            ct.ThrowIfCancellationRequested();
            var chunk = rows.Read(some);
            await LookAsync(run, user, chunk, known, ct);
            yield return chunk;
        }
    }

    private async Task LookAsync(ImportRun run, CurrentUser user, LedgerChunk chunk, Dictionary<string, SeenAccount?> known, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        await new LedgerSight(db, index, run.Mapping.Fixed[ImportField.Source], known).LookAsync(chunk, ct);
    }

    private IEnumerable<CsvRow> Rows(ImportRun run) => files.Rows(run.StoredName, run.Layout.Encoding, run.Layout.Delimiter);
}
