using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Conflicts;

/// <summary>What waits for a decision, the oldest first; or what was decided, the latest first.</summary>
[Allow(ConflictPermissions.Read)]
public sealed record ListConflicts(bool Decided = false, string? After = null);

public sealed record ConflictRow(
    Guid Id, string Source, string Stream, long Sequence, ConflictReason Reason, DateTimeOffset ReceivedAt, ConflictStatus Status, DateTimeOffset? DecidedAt);

/// <param name="Gaps">Up to a hundred of each source.</param>
public sealed record ConflictList(Page<ConflictRow> Conflicts, IReadOnlyList<StreamPosition> Streams, IReadOnlyList<(string Source, MessageGap Gap)> Gaps);

internal sealed class ListConflictsHandler(CrmDb db, IMessageStore store) : IQueryHandler<ListConflicts, ConflictList>
{
    private const int Size = 50;
    private const int MostGaps = 100;

    public async Task<ConflictList> HandleAsync(ListConflicts query, CancellationToken ct)
    {
        var streams = await store.PositionsAsync(source: null, ct);
        var gaps = new List<(string, MessageGap)>();
        foreach (var source in streams.Select(s => s.Source).Distinct())
        {
            gaps.AddRange((await store.GapsAsync(source, MostGaps, ct)).Select(gap => (source, gap)));
        }

        return new(await PageAsync(query, ct), streams, gaps);
    }

    private Task<Page<ConflictRow>> PageAsync(ListConflicts query, CancellationToken ct)
    {
        var conflicts = db.MessageConflicts.Where(c => query.Decided ? c.Status != ConflictStatus.Open : c.Status == ConflictStatus.Open);
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            conflicts = query.Decided ? conflicts.Where(c => c.Id < last) : conflicts.Where(c => c.Id > last);
        }

        var ordered = query.Decided ? conflicts.OrderByDescending(c => c.Id) : conflicts.OrderBy(c => c.Id);
        return ordered
            .Select(c => new ConflictRow(c.Id, c.Source, c.Stream, c.Sequence, c.Reason, c.ReceivedAt, c.Status, c.DecidedAt))
            .ToPageAsync(Size, row => row.Id, ct);
    }
}
