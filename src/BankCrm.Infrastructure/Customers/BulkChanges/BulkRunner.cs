using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Customers.BulkChanges;

/// <summary>Takes one change of many customers, or the undoing of one, and brings it to its end, part by part, in the name of whoever asked.</summary>
internal sealed partial class BulkRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BulkRunner> log) : IJob
{
    private const int MostTries = 5;
    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await NextAsync(ct) is not { } id || !await TryTakeAsync(id, ct))
        {
            return false;
        }

        string? failure = null;
        try
        {
            failure = await WorkAsync(id, ct);
        }
        catch (ConflictException)
        {
            LogBusy(id);
            return true; // the lease runs out, and somebody goes on from where it is
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, id);
            failure = "Something went wrong that is no fault of yours. What was changed so far can be undone; the log knows more.";
        }

        await SendAsSystemAsync(new EndBulkChange(id, failure));
        return true;
    }

    /// <summary>Null: through to the end, or stopped.</summary>
    private async Task<string?> WorkAsync(Guid id, CancellationToken ct)
    {
        var (change, next, parts) = await AsSystemAsync(async db =>
        {
            var change = await db.BulkChanges.SingleAsync(c => c.Id == id, ct);
            return (
                change, await db.BulkProgress.Where(p => p.ChangeId == id).Select(p => p.NextPart).SingleAsync(ct),
                await db.PartsOfSelection(change.SelectionId).Select(p => p.Part).ToListAsync(ct));
        });
        var user = await AsSystemAsync(db => StaffAccess.OfAsync(db, change.AskedBy, Branch.DayAt(clock.GetUtcNow()), ct));
        if (user is null || !user.May(CustomerPermissions.Bulk))
        {
            return "Whoever asked for this may no longer change many customers at once.";
        }

        try
        {
            if (change.State is BulkState.Undoing)
            {
                while (await AsSystemAsync(db => db.BulkRows.AnyAsync(r => r.ChangeId == id && r.Fate == BulkFate.Changed, ct)))
                {
                    ct.ThrowIfCancellationRequested();
                    await SendAsync(new UndoBulkPart(id, worker), user);
                }

                return null;
            }

            foreach (var part in parts.Where(p => p >= next))
            {
                ct.ThrowIfCancellationRequested();
                await SendAsync(new ApplyBulkPart(id, part, worker), user);
            }
        }
        catch (RefusedException)
        {
            // stopped by whoever asked
        }

        return null;
    }

    private Task<Guid?> NextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return AsSystemAsync(db => db.BulkChanges
            .Where(c => c.State == BulkState.Waiting || c.State == BulkState.Running || c.State == BulkState.Stopping || c.State == BulkState.Undoing)
            .Join(db.BulkProgress, c => c.Id, p => p.ChangeId, (c, p) => new { c.Id, p.LeasedUntil })
            .Where(c => c.LeasedUntil == null || c.LeasedUntil < now)
            .OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct));
    }

    /// <summary>False: another process was quicker.</summary>
    private async Task<bool> TryTakeAsync(Guid id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            await SendAsSystemAsync(new TakeBulkChange(id, worker));
            return true;
        }
        catch (Exception e) when (e is ConflictException or RefusedException)
        {
            return false;
        }
    }

    // Whoever edits one of these customers in this moment is waited for: the part is looked at anew.
    private async Task SendAsync<TCommand>(TCommand command, CurrentUser user)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await scopes.SendAsync(user, command);
                return;
            }
            catch (ConflictException) when (tries < MostTries)
            {
                LogAgain();
            }
        }
    }

    private Task SendAsSystemAsync<TCommand>(TCommand command) => SendAsync(command, CurrentUser.System("bulk change", CustomerPermissions.Bulk));

    private Task<T> AsSystemAsync<T>(Func<CrmDb, Task<T>> work) => scopes.AsSystemAsync("bulk change", work);

    [LoggerMessage(LogLevel.Error, "The change of many {ChangeId} failed")]
    private partial void LogFailed(Exception e, Guid changeId);

    [LoggerMessage(LogLevel.Warning, "The change of many {ChangeId} met too many edits at once; it is tried again later")]
    private partial void LogBusy(Guid changeId);

    [LoggerMessage(LogLevel.Information, "Some of the customers were being edited: looking at them anew")]
    private partial void LogAgain();
}
