using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Takes one file of statements and books what can be booked. One that was interrupted goes on with the statement it was at: what is in already is known.</summary>
internal sealed partial class StatementTaker(
    IServiceScopeFactory scopes, IFileStore files, IColumnCipher cipher, IBlindIndex index, IStatementReading reading, TimeProvider clock, ILogger<StatementTaker> log) : IJob
{
    private const string Job = "statements";
    private const int PartSize = 500;

    private static readonly TimeSpan Often = TimeSpan.FromHours(1);

    private readonly string worker = JobScopes.NewWorker();
    private DateTimeOffset tidied;

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        Tidy();
        if (await NextAsync(ct) is not { } id || !await TryTakeAsync(id))
        {
            return false;
        }

        string? failure;
        try
        {
            failure = await TakeInAsync(id, ct);
        }
        catch (ConflictException)
        {
            LogLost(id);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, id);
            failure = "Something went wrong that is no fault of the file. What is in stays in; take it in again to go on. The log knows more.";
        }

        await SendAsync(new EndStatements(id, failure));
        return true;
    }

    /// <summary>Null: through to the end.</summary>
    private async Task<string?> TakeInAsync(Guid id, CancellationToken ct)
    {
        var (file, ready) = await scopes.AsSystemAsync(Job, async db => (
            await db.StatementFiles.SingleAsync(f => f.Id == id, ct),
            await db.ReceivedStatements.Where(s => s.FileId == id && s.State == StatementState.Ready).ToDictionaryAsync(s => s.Place, ct)));
        var user = await scopes.AsSystemAsync(Job, db => StaffAccess.OfAsync(db, file.StartedBy!.Value, Branch.DayAt(clock.GetUtcNow()), ct));
        if (user is null || !user.May(StatementPermissions.Take))
        {
            return "Whoever had the file taken in may no longer do so.";
        }

        await using var content = files.Open(StatementFiles.Area, file.FileId, cipher.Open(StatementFile.FileKeyColumn, file.FileId, file.FileKey));
        var place = 0;
        StatementBatch? batch = null;
        foreach (var part in reading.Read(content))
        {
            ct.ThrowIfCancellationRequested();
            switch (part)
            {
                case StatementBegun begun:
                    batch = ready.ContainsKey(++place) && await FindAsync(begun.Header.Account, user, ct) is { } account ? new(account) : null;
                    break;
                case EntryRead read when batch is not null:
                    batch.Add(read.Entry);
                    if (batch.Count > PartSize)
                    {
                        await SendAsync(batch.Part(id, worker, place));
                    }

                    break;
                case StatementEnded ended when batch is not null:
                    await SendAsync(batch.LastPart(id, worker, place, ended.Sum!));
                    batch = null;
                    break;
            }
        }

        return null;
    }

    /// <summary>With the eyes of whoever had it taken in.</summary>
    private async Task<NamedAccount?> FindAsync(StatementAccount account, CurrentUser user, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        return await new StatementAccounts(db, index).FindAsync(account, ct);
    }

    private Task<Guid?> NextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return scopes.AsSystemAsync(Job, db => db.StatementFiles
            .Where(f => f.State == StatementFileState.Waiting || f.State == StatementFileState.TakingIn)
            .Join(db.StatementLeases, f => f.Id, l => l.FileId, (f, l) => new { f.Id, l.LeasedUntil })
            .Where(f => f.LeasedUntil == null || f.LeasedUntil < now)
            .OrderBy(f => f.Id).Select(f => (Guid?)f.Id).FirstOrDefaultAsync(ct));
    }

    /// <summary>False: another process was quicker.</summary>
    private async Task<bool> TryTakeAsync(Guid id)
    {
        try
        {
            await SendAsync(new LeaseStatements(id, worker));
            return true;
        }
        catch (Exception e) when (e is ConflictException or RefusedException)
        {
            return false;
        }
    }

    private Task SendAsync<TCommand>(TCommand command) => scopes.SendAsync(CurrentUser.System(Job, AccountPermissions.TakeIn), command);

    private void Tidy()
    {
        var now = clock.GetUtcNow();
        if (now - tidied >= Often)
        {
            tidied = now;
            files.DeleteOlderThan(StatementFiles.Area, now - StatementFile.FileTime - Often);
        }
    }

    [LoggerMessage(LogLevel.Error, "The file of statements {FileId} could not be taken in")]
    private partial void LogFailed(Exception e, Guid fileId);

    [LoggerMessage(LogLevel.Warning, "The file of statements {FileId} is worked at by another process")]
    private partial void LogLost(Guid fileId);

    /// <summary>Entries of a statement on their way. The last is held back: the closing balance stands behind it.</summary>
    private sealed class StatementBatch(NamedAccount account)
    {
        private readonly StatementMovements movements = new(account.Number);
        private readonly List<(ToldTransaction Told, int Line)> waiting = [];
        private DateOnly latest;
        private bool isFirst = true;

        public int Count => waiting.Count;

        public void Add(StatementEntry entry)
        {
            if (movements.Of(entry) is { } told)
            {
                waiting.Add((told, entry.Line));
                latest = told.BookedOn > latest ? told.BookedOn : latest;
            }
        }

        public TakeStatementPart Part(Guid fileId, string worker, int place) => Take(fileId, worker, place, waiting.Count - 1, isLast: false);

        public TakeStatementPart LastPart(Guid fileId, string worker, int place, StatementSum sum)
        {
            if (sum is { AddsUp: true, Closing: { Kind: BalanceKind.Closing, Amount: { } amount, On: { } on } } && waiting is [.., var last] && last.Told.BookedOn == latest && latest <= on)
            {
                waiting[^1] = (last.Told with { BalanceAfter = CurrencyDigits.Plain(amount) }, last.Line);
            }

            return Take(fileId, worker, place, waiting.Count, isLast: true);
        }

        private TakeStatementPart Take(Guid fileId, string worker, int place, int count, bool isLast)
        {
            var taken = waiting.GetRange(0, count);
            waiting.RemoveRange(0, count);
            var part = new TakeStatementPart(fileId, worker, place, account.Source, taken.ConvertAll(t => t.Told), taken.ConvertAll(t => t.Line), isFirst, isLast);
            isFirst = false;
            return part;
        }
    }
}
