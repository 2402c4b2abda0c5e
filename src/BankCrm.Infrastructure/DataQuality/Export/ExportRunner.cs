using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>Takes an export and writes its file, as whoever asked for it. One that was interrupted begins anew, with the bank as it is then.</summary>
internal sealed partial class ExportRunner(IServiceScopeFactory scopes, ExportTidying tidying, TimeProvider clock, ILogger<ExportRunner> log) : IJob
{
    public const string Job = "export";

    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The job itself, which has to tell of what went wrong.</summary>
    internal static CurrentUser System { get; } = CurrentUser.System(Job, ExportPermissions.Branch);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await tidying.RunAsync(ct);
        if (await scopes.AsSystemAsync(Job, db => ExportSql.LeaseAsync(db, worker, ct)) is not { } id)
        {
            return false;
        }

        try
        {
            if (await WriteAsync(id, ct) is { } failure)
            {
                await scopes.SendAsync(System, new FailExport(id, failure));
            }
        }
        catch (ExportStoppedException)
        {
            LogStopped(id);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await ReleaseAsync(id); // the next process need not wait
            throw;
        }
        catch (Exception e) when (e is RefusedException or NotFoundException)
        {
            await scopes.SendAsync(System, new FailExport(id, e.Message)); // a selection that has expired
        }
        catch (Exception e)
        {
            LogFailed(e, id);
            await scopes.SendAsync(System, new FailExport(id, "Something went wrong that is no fault of yours. Ask for the export again; the log knows more."));
        }

        return true;
    }

    /// <summary>Null: the file is there.</summary>
    private async Task<string?> WriteAsync(Guid id, CancellationToken ct)
    {
        var (export, user) = await scopes.AsSystemAsync(Job, async db =>
        {
            var asked = await db.Exports.SingleAsync(e => e.Id == id, ct);
            return (asked, await StaffAccess.OfAsync(db, asked.RequestedBy, Branch.DayAt(clock.GetUtcNow()), ct));
        });
        if (user is null || !user.May(AllowAttribute.On(typeof(RequestExport))))
        {
            return "Whoever asked for the export may no longer have it.";
        }

        await using var scope = scopes.CreateWork(user);
        var writer = ActivatorUtilities.CreateInstance<ExportWriter>(scope.ServiceProvider);
        var (file, failure) = await writer.WriteAsync(export, (written, total) => TellAsync(id, written, total), ct);
        if (file is not null)
        {
            await scopes.SendAsync(user, new FinishExport(id, file));
        }

        return failure;
    }

    private async Task TellAsync(Guid id, int written, int total)
    {
        if (!await scopes.AsSystemAsync(Job, db => ExportSql.TellAsync(db, id, worker, written, total, CancellationToken.None)))
        {
            throw new ExportStoppedException();
        }
    }

    private Task<int> ReleaseAsync(Guid id) => scopes.AsSystemAsync(Job, async db =>
    {
        await ExportSql.ReleaseAsync(db, id, worker, CancellationToken.None);
        return 0;
    });

    [LoggerMessage(LogLevel.Error, "The export {ExportId} failed")]
    private partial void LogFailed(Exception e, Guid exportId);

    [LoggerMessage(LogLevel.Information, "The export {ExportId} was cancelled, or is written by another process")]
    private partial void LogStopped(Guid exportId);

    private sealed class ExportStoppedException : Exception;
}
