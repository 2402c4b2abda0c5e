using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Integration.Email.Returned;

/// <summary>
/// Reads the mailbox that mails come back to. A mail is deleted only after what came of it is committed, and one that is read twice counts once. Several instances may run: the server lets
/// in one at a time, and the others come back later.
/// </summary>
internal sealed partial class ReturnedMailReader(IServiceScopeFactory scopes, EmailOptions email, MailIds ids, TimeProvider clock, ILogger<ReturnedMailReader> log) : IJob
{
    private const string Job = "returned mails";
    private const int AtOnce = 100;

    /// <summary>The report itself stands at the beginning; behind it comes what was sent, attachments and all.</summary>
    private const int Kept = 256 * 1024;

    private const long Largest = 40L * 1024 * 1024;

    private static readonly CurrentUser Reader = CurrentUser.System("mail server", OutboxPermissions.Send);
    private static readonly TimeSpan Shown = TimeSpan.FromDays(180);
    private static readonly TimeSpan BetweenTidying = TimeSpan.FromHours(6);

    private DateTimeOffset? tidied;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await TidyAsync(ct);
        try
        {
            return await ReadAsync(ct) == AtOnce;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            LogUnreachable("timeout");
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or Pop3Exception)
        {
            LogUnreachable(e.GetType().Name); // the mails stay where they are; it is tried again in a minute
        }

        return false;
    }

    private async Task<int> ReadAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var patience = TimeSpan.FromSeconds(email.Returned.SecondsToAnswer);
        limit.CancelAfter(patience);
        await using var session = await Pop3Session.OpenAsync(email.Returned, limit.Token);
        var mails = (await session.ListAsync(limit.Token)).Take(AtOnce).ToList();
        foreach (var (number, size) in mails)
        {
            limit.CancelAfter(patience); // anew for each
            if (size > Largest)
            {
                LogTooLarge(size);
            }
            else
            {
                await TakeAsync((await session.ReadAsync(number, Kept, Largest * 2, limit.Token)).Start);
            }

            await session.DeleteAsync(number, limit.Token);
        }

        await session.QuitAsync(limit.Token);
        return mails.Count;
    }

    private async Task TakeAsync(byte[] mail)
    {
        var said = DeliveryNotification.Read(mail);
        try
        {
            await scopes.SendAsync(Reader, new TakeReturnedMail(
                Guid.CreateVersion7(clock.GetUtcNow()), SHA256.HashData(mail), said?.Word, said?.Status ?? "", said is null ? null : ids.Read(said.Message)));
        }
        catch (RefusedException)
        {
            LogKnown(); // the process ended last time before the mailbox heard that it was read
        }
    }

    private async Task TidyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (tidied is { } last && now - last < BetweenTidying)
        {
            return;
        }

        tidied = now;
        await scopes.AsSystemAsync(Job, db => db.ExecuteAsync("delete from returned_mails where id < $1", ct, Guid.CreateVersion7(now - Shown))); // ids follow the clock
    }

    [LoggerMessage(LogLevel.Warning, "The mailbox of returned mails cannot be read: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(LogLevel.Warning, "A returned mail of {Size} bytes was deleted unread")]
    private partial void LogTooLarge(long size);

    [LoggerMessage(LogLevel.Information, "A returned mail was read before")]
    private partial void LogKnown();
}
