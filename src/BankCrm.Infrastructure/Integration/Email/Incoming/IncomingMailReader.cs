using System.Net.Sockets;
using System.Security.Authentication;
using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Integration.Email.Incoming;

/// <param name="IsSetUp">The settings name a mailbox.</param>
internal sealed record IncomingMailbox(bool IsSetUp) : IIncomingMailbox;

/// <summary>
/// Reads what is written to the bank, once a minute while an administrator lets it. A mail is deleted only after what came of it is committed, and one that is read twice counts once. One instance
/// reads at a time.
/// </summary>
internal sealed partial class IncomingMailReader(IServiceScopeFactory scopes, EmailOptions email, MailIds ids, TimeProvider clock, ILogger<IncomingMailReader> log) : IJob
{
    private const string Job = "incoming mails";
    private const int AtOnce = 50;

    /// <summary>Bytes of a mail. A file of 20 MB, as a customer may have, takes 27 MB under way.</summary>
    private const int Kept = 32 * 1024 * 1024;

    /// <summary>What is larger nobody sends who wants an answer: it stays where it is, for a person.</summary>
    private const long Largest = 100L * 1024 * 1024;

    private static readonly CurrentUser Reader = CurrentUser.System("mailbox", CasePermissions.TakeMail);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Shown = TimeSpan.FromDays(180);

    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (!await ClaimAsync(ct))
        {
            return false; // switched off, or another instance is at it
        }

        var (read, fault) = (0, (MailboxFault?)null);
        try
        {
            (read, fault) = await ReadAsync(ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            fault = MailboxFault.Timeout;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or Pop3Exception)
        {
            fault = e is Pop3Exception ? MailboxFault.Refused : MailboxFault.Unreachable; // the mails stay where they are; it is tried again in a minute
            LogUnreachable(e.GetType().Name);
        }
        finally
        {
            await EndAsync(read, fault);
        }

        return read == AtOnce && fault is null;
    }

    private async Task<(int Read, MailboxFault? Fault)> ReadAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var patience = TimeSpan.FromSeconds(email.Incoming.SecondsToAnswer);
        limit.CancelAfter(patience);
        await using var session = await Pop3Session.OpenAsync(email.Incoming, limit.Token);
        var mails = await session.ListAsync(limit.Token);
        var fault = mails.Any(m => m.Size > Largest) ? MailboxFault.TooLarge : (MailboxFault?)null;
        var read = 0;
        foreach (var (number, size) in mails.Where(m => m.Size <= Largest).Take(AtOnce))
        {
            limit.CancelAfter(patience + TimeSpan.FromSeconds(size / (256 * 1024))); // anew for each, and a large one takes its time
            var stored = await session.ReadAsync(number, Kept, Largest * 2, limit.Token);
            if (await TakeAsync(stored, size))
            {
                await session.DeleteAsync(number, limit.Token);
                read++;
            }
            else
            {
                fault = MailboxFault.MailStays;
            }
        }

        await session.QuitAsync(limit.Token);
        return (read, fault);
    }

    /// <returns>False: it could not be taken in, and must not be lost.</returns>
    private async Task<bool> TakeAsync(StoredMail stored, long size)
    {
        try
        {
            var mail = WrittenMail.Read(stored.Start, stored.IsWhole, size, Guid.CreateVersion7(clock.GetUtcNow()), ids.Read);
            await scopes.SendAsync(Reader, IsOurs(mail.Sender) ? mail with { IsAutomatic = true } : mail);
        }
        catch (RefusedException e) when (e.Message == IncomingMail.ReadAlready)
        {
            LogKnown(); // the process ended last time before the mailbox heard that it was read
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogStays(e);
            return false;
        }

        return true;
    }

    /// <summary>The bank does not write to itself: what seems so is a loop, or a forgery.</summary>
    private bool IsOurs(string sender) =>
        sender.Length > 0 && (sender.Equals(email.From, StringComparison.OrdinalIgnoreCase) || sender.Equals(email.Returned.Address, StringComparison.OrdinalIgnoreCase));

    private async Task<bool> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await scopes.AsSystemAsync(Job, db => db.ExecuteAsync(
            "update mail_runs set leased_by = $1, leased_until = $2 where (leased_until is null or leased_until < $3) and exists (select 1 from mail_rules where started_at is not null)",
            ct, worker, now + Lease, now)) == 1;
    }

    private async Task EndAsync(int read, MailboxFault? fault)
    {
        var now = clock.GetUtcNow();
        await scopes.AsSystemAsync(Job, async db =>
        {
            await db.ExecuteAsync("delete from incoming_mails where id < $1", CancellationToken.None, Guid.CreateVersion7(now - Shown)); // ids follow the clock
            return await db.ExecuteAsync(
                """
                update mail_runs set leased_by = null, leased_until = null, ran_at = $2, read = $3, fault = coalesce($4, fault), fault_at = case when $4 is null then fault_at else $2 end
                where leased_by = $1
                """,
                CancellationToken.None, worker, now, read, (NpgsqlDbType.Text, (object?)fault?.ToString()));
        });
    }

    [LoggerMessage(LogLevel.Warning, "The mailbox customers write to cannot be read: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(LogLevel.Error, "A mail could not be taken in and stays in the mailbox")]
    private partial void LogStays(Exception e);

    [LoggerMessage(LogLevel.Information, "A mail was read before")]
    private partial void LogKnown();
}
