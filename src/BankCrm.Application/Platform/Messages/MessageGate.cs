using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Platform.Messages;

/// <summary>
/// The road every message of another system takes: permitted, in its turn, known or new, newer or stale, applied, counted, recorded; all
/// of a call in one transaction. So a call that is sent again changes nothing, in whatever order calls arrive.
/// </summary>
public interface IMessageGate<T> where T : class
{
    /// <param name="beforeCommit">What must be saved with it: what the call is answered.</param>
    /// <returns>What became of each, in the order given.</returns>
    Task<IReadOnlyList<MessageResult>> ReceiveAsync(
        IReadOnlyList<SourceMessage<T>> messages, Func<IReadOnlyList<MessageResult>, CancellationToken, Task> beforeCommit, CancellationToken ct);
}

internal sealed class MessageGate<T>(
    IMessageHandler<T> handler, IMessageStore store, MessageSorter<T> sorter, CurrentUser user, CrmDb db, IAuditTrail audit) : IMessageGate<T> where T : class
{
    private static readonly string Permission = AllowAttribute.On(typeof(T));

    public async Task<IReadOnlyList<MessageResult>> ReceiveAsync(
        IReadOnlyList<SourceMessage<T>> messages, Func<IReadOnlyList<MessageResult>, CancellationToken, Task> beforeCommit, CancellationToken ct)
    {
        user.Demand(Permission);
        var source = user.Source ?? throw new ForbiddenException(Permission);
        try
        {
            await using var transaction = await db.BeginAsync(ct);
            var stream = await store.LockAsync(source, handler.Stream, ct);
            var sorted = await sorter.SortAsync(stream, source, messages, ct);
            foreach (var round in sorted.Rounds())
            {
                await ApplyAsync(sorted, round, ct);
            }

            var taken = sorted.Taken();
            await store.AcceptAsync(stream, [.. taken.Select(t => t.Sequence)], [.. taken.Select(t => t.Digest)], ct);
            await audit.WriteAsync(new(AuditEvents.ApiUsed) { ObjectType = handler.Stream, ReasonText = Told(sorted) }, ct);
            await sorter.KeepConflictsAsync(ct); // last: handlers forget what they do not know
            var results = sorted.Results;
            await beforeCommit(results, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return results;
        }
        catch
        {
            db.ChangeTracker.Clear(); // a refused change must not be saved by whatever runs next
            throw;
        }
    }

    private async Task ApplyAsync(SortedMessages<T> sorted, IReadOnlyList<Sorted<T>> round, CancellationToken ct)
    {
        var due = await sorter.NewestAsync(sorted, round, ct);
        if (due.Count == 0)
        {
            return;
        }

        var applied = await handler.ApplyAsync([.. due.Select(d => new DueMessage<T>(d.Message.Sequence, d.Message.Record, d.RecordId))], ct);
        foreach (var result in applied)
        {
            sorted.Set(result);
        }

        sorter.Contradicts(due);
        await sorter.KeepVersionsAsync(due, ct);
    }

    private static string Told(SortedMessages<T> sorted) => string.Join(
        ", ", sorted.Results.GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
}
