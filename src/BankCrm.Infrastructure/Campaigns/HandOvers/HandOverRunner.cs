using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Campaigns.HandOvers;

/// <summary>Writes files of letters and WeChat messages, as whoever asked for them. One that was interrupted begins anew; nobody was handed over by it.</summary>
internal sealed partial class HandOverRunner(IServiceScopeFactory scopes, IFileStore files, ExportLimits limits, TimeProvider clock, ILogger<HandOverRunner> log) : IJob
{
    public const string Job = "hand-overs";

    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the writing of a file takes.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromHours(6);

    private static readonly CurrentUser System = CurrentUser.System(Job, CampaignPermissions.Prepare);

    private readonly string worker = JobScopes.NewWorker();

    private DateTimeOffset tidied;

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await TidyAsync(ct);
        if (await scopes.AsSystemAsync(Job, db => HandOverSql.LeaseAsync(db, worker, ct)) is not { } id)
        {
            return false;
        }

        try
        {
            if (await UserOfAsync(id, ct) is { } user)
            {
                await WriteAsync(id, user, ct);
            }
            else
            {
                await FailAsync(id, "Whoever asked for the file may no longer have it.");
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await scopes.AsSystemAsync(Job, async db =>
            {
                await HandOverSql.ReleaseAsync(db, id, worker, CancellationToken.None); // the next process need not wait
                return 0;
            });
            throw;
        }
        catch (ConflictException)
        {
            LogOvertaken(id);
        }
        catch (Exception e) when (e is RefusedException or NotFoundException)
        {
            await FailAsync(id, e.Message); // it was stopped meanwhile, or nobody is left
        }
        catch (Exception e)
        {
            LogFailed(e, id);
            await FailAsync(id, "Something went wrong that is no fault of yours. Ask for the file again; the log knows more.");
        }

        return true;
    }

    private async Task FailAsync(Guid id, string why)
    {
        try
        {
            await scopes.SendAsync(System, new FailHandOver(id, why));
        }
        catch (Exception e) when (e is RefusedException or ConflictException)
        {
            LogOvertaken(id); // or whoever asked for it cancelled it
        }
    }

    /// <summary>With the rights they have now. Null: they may not hand anybody over any more.</summary>
    private Task<CurrentUser?> UserOfAsync(Guid id, CancellationToken ct) => scopes.AsSystemAsync(Job, async db =>
    {
        var asked = await db.CampaignHandOvers.Where(h => h.Id == id).Select(h => h.RequestedBy).SingleAsync(ct);
        return await StaffAccess.OfAsync(db, asked, Branch.DayAt(clock.GetUtcNow()), ct) is { } user && user.May(CampaignPermissions.HandOver) ? user : null;
    });

    private async Task WriteAsync(Guid id, CurrentUser user, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(user);
        await work.ServiceProvider.GetRequiredService<ICommandHandler<WriteHandOver>>().HandleAsync(new(id, worker), ct);
    }

    private async Task TidyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - tidied < Often)
        {
            return;
        }

        tidied = now;
        var old = await scopes.AsSystemAsync(Job, db => db.CampaignHandOvers
            .Where(h => h.FileKey != null && h.ExpiresAt < now).Select(h => new { h.Id, h.FileId }).ToListAsync(ct));
        foreach (var handOver in old)
        {
            await ExpireAsync(handOver.Id);
            files.Delete(HandOverFile.Area, handOver.FileId!.Value);
        }

        files.DeleteOlderThan(HandOverFile.Area, now - TimeSpan.FromHours(limits.KeepHours) - Writing);
    }

    private async Task ExpireAsync(Guid id)
    {
        try
        {
            await scopes.SendAsync(System, new ExpireHandOver(id));
        }
        catch (Exception e) when (e is RefusedException or ConflictException)
        {
            return; // another instance was faster
        }
    }

    [LoggerMessage(LogLevel.Error, "The file of the hand-over {HandOverId} failed")]
    private partial void LogFailed(Exception e, Guid handOverId);

    [LoggerMessage(LogLevel.Information, "The file of the hand-over {HandOverId} is written by another process")]
    private partial void LogOvertaken(Guid handOverId);
}
