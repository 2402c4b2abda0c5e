using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Platform.Outbox;

/// <summary>
/// Sends what lies in the outbox. A message is marked as handed over before the gateway sees it: whoever finds it so after a crash, or got no answer, asks
/// what became of it and sends again only what the gateway does not know.
/// </summary>
internal sealed partial class OutboxSender(
    IServiceScopeFactory scopes, OutgoingChannels channels, IEnumerable<IOutgoingContent> contents, TimeProvider clock, ILogger<OutboxSender> log) : IJob
{
    private const int MostAtOnce = 20;

    /// <summary>For all of them together; each takes a lease of its own when it is handed over.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly CurrentUser Sender = CurrentUser.System("outbox", OutboxPermissions.Send);

    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var able = channels.SetUp.Select(kind => kind.ToString()).ToList();
        var taken = able.Count == 0 ? [] : await scopes.AsSystemAsync(
            "outbox", db => OutboxSql.ClaimAsync(db, worker, able, clock.GetUtcNow(), Lease, MostAtOnce, ct));
        foreach (var id in taken.Order())
        {
            ct.ThrowIfCancellationRequested(); // what is left goes on when the lease is over
            await WorkAsync(id);
        }

        return taken.Count > 0;
    }

    // One that cannot be worked at holds up none of the others.
    private async Task WorkAsync(Guid id)
    {
        try
        {
            await SendAsync(id);
        }
        catch (Exception e) when (e is RefusedException or ConflictException or NotFoundException)
        {
            LogLost(id);
        }
        catch (Exception e)
        {
            LogFailed(e, id);
        }
    }

    private async Task SendAsync(Guid id)
    {
        var found = await FindAsync(id);
        if (found.State is OutgoingState.Waiting)
        {
            await scopes.SendAsync(Sender, new PrepareOutgoing(id, worker));
            found = await FindAsync(id);
            if (found.State is not OutgoingState.Sending)
            {
                return; // refused, or put off
            }

            var letter = await scopes.AsSystemAsync("outbox", db => contents.Single(c => c.Name == found.Content).OpenAsync(db, id, CancellationToken.None));
            await TellAsync(id, found, await channels.SendAsync(found.Channel, letter, CancellationToken.None));
        }
        else
        {
            await TellAsync(id, found, await channels.AskAsync(found.Channel, id, CancellationToken.None));
        }
    }

    private Task<OutgoingMessage> FindAsync(Guid id) => scopes.AsSystemAsync("outbox", db => db.OutgoingMessages.SingleAsync(m => m.Id == id));

    private Task TellAsync(Guid id, OutgoingMessage message, Delivery delivery) =>
        scopes.SendAsync(Sender, new RecordDelivery(id, worker, channels.Of(message.Channel).Gateway, delivery));

    [LoggerMessage(LogLevel.Warning, "The message {MessageId} was taken over by somebody else meanwhile")]
    private partial void LogLost(Guid messageId);

    [LoggerMessage(LogLevel.Error, "The message {MessageId} could not be worked at; it is looked at again when its lease is over")]
    private partial void LogFailed(Exception e, Guid messageId);
}
