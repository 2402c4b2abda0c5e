using System.Runtime.CompilerServices;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.DataQuality.Import.Ledger;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Takes one run and brings it to its end: from the beginning, or from the chunk after the last one that is in.</summary>
internal sealed partial class ImportRunner(
    IServiceScopeFactory scopes, IImportFiles files, IBlindIndex index, LedgerImport ledger, TimeProvider clock, ILogger<ImportRunner> log) : IJob
{
    /// <summary>Up to eight chunks are on their way at once, and a chunk of two thousand takes some 20 MB.</summary>
    public const int ChunkSize = 2000;

    /// <summary>The process, as the lease names it.</summary>
    public string Worker { get; set; } = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public Task<bool> RunNextAsync(CancellationToken ct) => RunNextAsync(only: null, ct);

    /// <summary>Whether there was one. Where it is interrupted, it stays as far as it is, for whoever goes on.</summary>
    /// <param name="only">Null: whichever waits longest.</param>
    /// <param name="ct">Stops between chunks.</param>
    public async Task<bool> RunNextAsync(Guid? only, CancellationToken ct)
    {
        if (await LeaseAsync(only, ct) is not { } run)
        {
            return false;
        }

        try
        {
            string? failure = null;
            if (run.Status is not ImportStatus.Cancelling)
            {
                failure = await WorkAsync(run, ct);
            }

            await EndAsync(run.Id, failure);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await ReleaseAsync(run.Id); // the next process need not wait
            throw;
        }
        catch (Exception e) when (e is not LeaseLostException)
        {
            LogFailed(e, run.Id);
            await EndAsync(run.Id, "Something went wrong that is no fault of the file. What is in stays in; the log knows more.");
        }
        catch (LeaseLostException)
        {
            LogLost(run.Id);
        }

        return true;
    }

    /// <summary>Null: through to the end, or cancelled.</summary>
    private async Task<string?> WorkAsync(ImportRun run, CancellationToken ct)
    {
        var user = await WhoAsync(run, ct);
        if (user is null)
        {
            return "Whoever started the import may no longer import into this branch.";
        }

        if (run.Status is ImportStatus.Undoing)
        {
            await UndoAsync(run, user, ct);
            return null;
        }

        if (run.Subject is not ImportSubject.Customers)
        {
            if (!await ledger.RunAsync(run, user, Worker, ct))
            {
                await DemandLeaseAsync(run.Id, ct);
            }

            return null;
        }

        var (places, lastLine) = await AsSystemAsync(async db => (
            await ImportPlaces.OfAsync(db, run, user, ct),
            await db.ImportProgress.Where(p => p.RunId == run.Id).Select(p => p.LastLine).SingleAsync(ct)));
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var reader = new ChunkReader(new(run.Layout, run.Mapping, now, run.FileName), places, index, today, run.Layout.HeaderLine, user.StaffId is not null, run.Mapping.Mode, log);
        await using var sealing = scopes.CreateWork(user);
        var sealer = ActivatorUtilities.CreateInstance<ChunkSealer>(sealing.ServiceProvider);
        await using var writing = scopes.CreateWork(user);
        await writing.ServiceProvider.GetRequiredService<CrmDb>().Database.OpenConnectionAsync(ct); // kept open, and with it the temporary tables
        var updater = ActivatorUtilities.CreateInstance<CustomerUpdater>(writing.ServiceProvider);
        var writer = ActivatorUtilities.CreateInstance<ChunkWriter>(writing.ServiceProvider, sealer, updater);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await ChunkPipeline.RunAsync(
                ComparedAsync(run, reader, user, lastLine, stop.Token).OneAheadAsync(stop.Token), sealer.Seal,
                async (chunk, _, token) =>
                {
                    if (!await writer.WriteAsync(run, Worker, chunk, token))
                    {
                        await stop.CancelAsync();
                    }
                },
                writers: 1, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await DemandLeaseAsync(run.Id, ct);
        }

        if (run.Status is ImportStatus.Running && run.Mapping.Has(ImportField.RelatedTo))
        {
            await RelateAsync(run, user, ct);
        }

        return null;
    }

    /// <summary>When all rows are in: the other may stand below.</summary>
    private async Task RelateAsync(ImportRun run, CurrentUser user, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        var recorder = ActivatorUtilities.CreateInstance<RelationRecorder>(scope.ServiceProvider);
        while (await recorder.RecordSomeAsync(run, Worker, ct))
        {
            ct.ThrowIfCancellationRequested();
        }

        await DemandLeaseAsync(run.Id, ct);
    }

    private async Task UndoAsync(ImportRun run, CurrentUser user, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        var undo = ActivatorUtilities.CreateInstance<ImportUndo>(scope.ServiceProvider);
        var lastLine = await AsSystemAsync(db => db.ImportProgress.Where(p => p.RunId == run.Id).Select(p => (int?)p.LastLine).SingleAsync(ct));
        while (lastLine is { } line)
        {
            ct.ThrowIfCancellationRequested();
            lastLine = await undo.UndoSomeAsync(run, Worker, line, ct);
        }

        await DemandLeaseAsync(run.Id, ct);
    }

    private async IAsyncEnumerable<ReadChunk> ComparedAsync(
        ImportRun run, ChunkReader reader, CurrentUser user, int lastLine, [EnumeratorCancellation] CancellationToken ct)
    {
        var rows = (run.Mapping.JoinsRows ? JoinedRows.Of(Rows, reader.KeyOf) : Rows()).SkipWhile(r => r.Line <= lastLine);
        var targets = new Dictionary<Guid, int>();
        foreach (var chunk in rows.Chunk(ChunkSize))
        {
            ct.ThrowIfCancellationRequested();
            var read = reader.Read(chunk, run.Status is ImportStatus.Running ? await NumbersAsync(chunk.Length, ct) : []);
            await using var scope = scopes.CreateWork(user);
            yield return await ActivatorUtilities.CreateInstance<ChunkComparer>(scope.ServiceProvider, run.Mapping, targets).CompareAsync(read, ct);
        }

        IEnumerable<CsvRow> Rows() => files.Rows(run.StoredName, run.Layout.Encoding, run.Layout.Delimiter);
    }

    private async Task<IReadOnlyList<string>> NumbersAsync(int count, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("import"));
        return await scope.ServiceProvider.GetRequiredService<ICustomerBulkWriter>().TakeNumbersAsync(count, ct);
    }

    /// <summary>Null: they may not, or not any more.</summary>
    private async Task<CurrentUser?> WhoAsync(ImportRun run, CancellationToken ct)
    {
        var isUndone = run.Status is ImportStatus.Undoing;
        if ((isUndone ? run.UndoneBy : run.UploadedBy) is not { } staffId)
        {
            return CurrentUser.System(
                "import", CustomerPermissions.Import, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity, CustomerPermissions.ReadProtected,
                StatementPermissions.Take);
        }

        var user = await AsSystemAsync(db => StaffAccess.OfAsync(db, staffId, Branch.DayAt(clock.GetUtcNow()), ct));
        return user is not null && (isUndone ? user.MayImport(ImportMode.CreateAndUpdate) : user.MayImport(run.Mapping)) && (user.SeesAllBranches || user.Branches.Contains(run.BranchId)) ? user : null;
    }

    private Task<ImportRun?> LeaseAsync(Guid? only, CancellationToken ct) => AsSystemAsync(async db =>
        await ImportSql.LeaseAsync(db, Worker, only, ct) is { } id ? await db.Imports.SingleAsync(r => r.Id == id, ct) : null);

    private Task<int> ReleaseAsync(Guid runId) => AsSystemAsync(async db =>
    {
        await ImportSql.ReleaseAsync(db, runId, Worker, CancellationToken.None);
        return 0;
    });

    private async Task DemandLeaseAsync(Guid runId, CancellationToken ct)
    {
        if (!await AsSystemAsync(db => db.ImportProgress.AnyAsync(p => p.RunId == runId && p.LeasedBy == Worker, ct)))
        {
            throw new LeaseLostException();
        }
    }

    private async Task EndAsync(Guid runId, string? failure)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("import", CustomerPermissions.Import, StatementPermissions.Take));
        var end = scope.ServiceProvider.GetRequiredService<ICommandHandler<EndImport>>();
        await end.HandleAsync(new(runId, failure), CancellationToken.None);
        await ReleaseAsync(runId);
    }

    private Task<T> AsSystemAsync<T>(Func<CrmDb, Task<T>> work) => scopes.AsSystemAsync("import", work);

    [LoggerMessage(LogLevel.Error, "The import {RunId} failed")]
    private partial void LogFailed(Exception e, Guid runId);

    [LoggerMessage(LogLevel.Warning, "The import {RunId} is worked at by another process")]
    private partial void LogLost(Guid runId);

    private sealed class LeaseLostException : Exception;
}
