using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Messages;

/// <summary>Tells messages that are new from those that were received, are out of date, or contradict what was.</summary>
internal sealed class MessageSorter<T>(
    IMessageHandler<T> handler, IMessageStore store, CurrentUser user, CrmDb db, IColumnCipher cipher, IBlindIndex index, TimeProvider clock) where T : class
{
    private readonly List<(Sorted<T> Message, ConflictReason Reason)> conflicts = [];
    private string source = "";
    private int stream;

    public async Task<SortedMessages<T>> SortAsync(int inStream, string fromSource, IReadOnlyList<SourceMessage<T>> messages, CancellationToken ct)
    {
        (stream, source) = (inStream, fromSource);
        var all = messages.Select((message, place) => New(place, message)).ToList();
        var known = (await store.KnownAsync(stream, [.. all.Select(m => m.Message.Sequence).Distinct()], ct)).ToDictionary(k => k.Sequence, k => k.Digest);
        foreach (var message in all)
        {
            var sequence = message.Message.Sequence;
            if (sequence < 1)
            {
                message.Result = MessageResult.Refused(sequence, new("The sequence begins at 1."), "sequence");
            }
            else if (known.TryGetValue(sequence, out var digest))
            {
                Meets(message, digest);
            }
            else
            {
                known[sequence] = message.Digest; // twice in one call is once
            }
        }

        return new(all);
    }

    /// <summary>Those of a round that are newer than what the bank has; the others get their results.</summary>
    public async Task<IReadOnlyList<Sorted<T>>> NewestAsync(SortedMessages<T> sorted, IReadOnlyList<Sorted<T>> round, CancellationToken ct)
    {
        var keyed = round.Where(m => m.Key is not null).ToList();
        var versions = keyed.Count == 0 ? [] : await store.VersionsAsync(stream, [.. keyed.Select(m => m.Key!)], ct);
        foreach (var version in versions)
        {
            var message = keyed[version.Place];
            message.RecordId = version.RecordId;
            if (message.AsOf < version.AsOf)
            {
                sorted.Set(new(message.Message.Sequence, MessageOutcome.Stale, version.RecordId));
            }
            else if (message.AsOf == version.AsOf && Say(version.Digest, message))
            {
                sorted.Set(new(message.Message.Sequence, MessageOutcome.Unchanged, version.RecordId));
            }
            else if (message.AsOf == version.AsOf)
            {
                sorted.Set(new(message.Message.Sequence, MessageOutcome.Conflict, version.RecordId));
                conflicts.Add((message, ConflictReason.SameMoment));
            }
        }

        return [.. round.Where(m => m.Result is null)];
    }

    /// <summary>The handler found that the bank was told otherwise before.</summary>
    public void Contradicts(IEnumerable<Sorted<T>> applied) =>
        conflicts.AddRange(applied.Where(m => m.Result?.Outcome is MessageOutcome.Conflict).Select(m => (m, ConflictReason.SameRecord)));

    /// <summary>As of when the bank has the records from now on.</summary>
    public Task KeepVersionsAsync(IReadOnlyList<Sorted<T>> applied, CancellationToken ct)
    {
        var newer = applied.Where(m => m.Key is not null && m.Result?.Outcome is MessageOutcome.Applied or MessageOutcome.Unchanged)
            .Select(m => new NewVersion(m.Key!, m.RecordId, m.AsOf, m.Digest)).ToList();
        return newer.Count == 0 ? Task.CompletedTask : store.KeepVersionsAsync(stream, newer, ct);
    }

    /// <summary>What contradicts waits for somebody to decide: saved with the call, once however often it is sent.</summary>
    public async Task KeepConflictsAsync(CancellationToken ct)
    {
        if (conflicts.Count == 0)
        {
            return;
        }

        var (sequences, digests) = (conflicts.Select(c => c.Message.Message.Sequence).ToList(), conflicts.Select(c => c.Message.Digest).ToList());
        var kept = (await db.MessageConflicts
            .Where(c => c.Source == source && c.Stream == handler.Stream && sequences.Contains(c.Sequence) && digests.Contains(c.Digest))
            .Select(c => new { c.Sequence, c.Digest }).ToListAsync(ct)).Select(c => (c.Sequence, c.Digest)).ToHashSet();
        await FindRecordsAsync(ct);
        var branches = await handler.BranchesOfAsync([.. conflicts.Select(c => c.Message.Message.Record)], ct);
        foreach (var (place, (message, reason)) in conflicts.Index())
        {
            if (kept.Add((message.Message.Sequence, message.Digest)))
            {
                db.Add(Conflict(message, reason, branches[place] ?? (user.Branches.Count > 0 ? user.Branches[0] : default)));
            }
        }
    }

    /// <summary>Of what the messages speak, for whoever decides.</summary>
    private async Task FindRecordsAsync(CancellationToken ct)
    {
        var unknown = conflicts.Select(c => c.Message).Where(m => m is { Key: not null, RecordId: null }).ToList();
        foreach (var version in unknown.Count == 0 ? [] : await store.VersionsAsync(stream, [.. unknown.Select(m => m.Key!)], ct))
        {
            unknown[version.Place].RecordId = version.RecordId;
        }
    }

    private Sorted<T> New(int place, SourceMessage<T> message)
    {
        var dated = message.Record as IDatedRecord;
        var written = MessageDigest.Write(message.Record);
        return new(place, message, written, MessageDigest.Of(index, written))
        {
            Key = dated is null ? null : MessageKey.Of(index, source, handler.Stream, dated),
            AsOf = dated is null ? default : MessageKey.AsOf(dated),
        };
    }

    // Of a message of which nobody knows any more what it said, it is enough that it was received.
    private static bool Say(Guid? digest, Sorted<T> message) => digest is null || digest == message.Digest;

    private void Meets(Sorted<T> message, Guid? digest)
    {
        var same = Say(digest, message);
        message.Result = new(message.Message.Sequence, same ? MessageOutcome.Duplicate : MessageOutcome.Conflict);
        if (!same)
        {
            conflicts.Add((message, ConflictReason.SameSequence));
        }
    }

    private MessageConflict Conflict(Sorted<T> message, ConflictReason reason, Guid branchId)
    {
        var id = Guid.CreateVersion7();
        return MessageConflict.Of(
            id, new(source, handler.Stream, message.Message.Sequence), reason, message.Digest, message.RecordId, branchId,
            cipher.Seal(MessageConflict.TheirsColumn, id, message.Written), clock.GetUtcNow());
    }
}
