using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The first thing that is wrong, and where.</summary>
internal sealed record ChainFinding(long Seq, Fault What)
{
    /// <summary>For logs, which are in English.</summary>
    public override string ToString() => $"{Seq}: {string.Format(CultureInfo.InvariantCulture, What.Sentence, What.Args)}";
}

/// <summary>Checks links one after another against each other and against the anchors; keeps the first finding.</summary>
/// <param name="doubled">Entries that more than one seal names.</param>
internal sealed class ChainCheck(IEnumerable<AuditAnchor> anchors, long first = 1, IReadOnlySet<Guid>? doubled = null) : IDisposable
{
    /// <summary>A transaction may have been open this long between writing its entry and committing it.</summary>
    public static readonly TimeSpan LateCommit = TimeSpan.FromMinutes(15);

    /// <summary>Two readings of the same clock may differ this much.</summary>
    public static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(2);

    /// <summary>Sealing may run ahead of anchoring this long.</summary>
    public static readonly TimeSpan AnchorLag = TimeSpan.FromMinutes(10);

    private readonly IEnumerator<AuditAnchor> anchors = anchors.GetEnumerator();
    private readonly HashSet<Guid> seenDoubled = [];
    private AuditAnchor? anchor;
    private byte[]? head = first == 1 ? CanonicalAuditBytes.Genesis : null; // null: the first link's predecessor is not read
    private long anchored = first - 1;
    private DateTime unanchoredSince = DateTime.MaxValue;
    private DateTime latest = DateTime.MinValue;
    private DateTime lastSealed = DateTime.MinValue;

    public ChainFinding? Finding { get; private set; }

    public long LastSeq { get; private set; } = first - 1;

    /// <summary>Anchors that came later than they were due: an outage, or a file that was cut and went on.</summary>
    public int LateAnchors { get; private set; }

    public void Add(ChainLink link)
    {
        if (Finding is not null)
        {
            return;
        }

        var expected = LastSeq + 1;
        if (link.Seq > expected)
        {
            Find(expected, "It is missing: {0} follows.", link.Seq);
        }
        else if (link.Seq < expected)
        {
            Find(link.Seq, "It occurs twice or comes before the first.");
        }
        else if (head is not null && !link.PrevHash.AsSpan().SequenceEqual(head))
        {
            Find(link.Seq, "Its previous hash is not the hash of the entry before.");
        }
        else if (link.Entry is null)
        {
            Find(link.Seq, "Its entry is missing.");
        }
        else if (link.Entry.Fmt != CanonicalAuditBytes.Format)
        {
            Find(link.Seq, "Its format {0} is unknown.", link.Entry.Fmt);
        }
        else if (!CanonicalAuditBytes.Hash(link.Entry, link.Seq, link.PrevHash, link.SealedAt).AsSpan().SequenceEqual(link.Hash))
        {
            Find(link.Seq, "The entry or its seal was changed: the hash does not match.");
        }
        else if (doubled is not null && doubled.Contains(link.EntryId) && !seenDoubled.Add(link.EntryId))
        {
            Find(link.Seq, "Its entry is sealed twice.");
        }
        else
        {
            CheckClock(link, link.Entry.At);
            CheckAnchor(link);
        }

        LastSeq = link.Seq;
        head = link.Hash;
    }

    /// <summary>After the last link of a whole trail: no anchor may lie beyond it.</summary>
    public void End()
    {
        if (Finding is null && NextAnchor() is { } beyond)
        {
            Find(LastSeq + 1, "The trail ends at {0}, but {1} was anchored: its end was cut off.", LastSeq, beyond.Seq);
        }
    }

    /// <summary>What the anchors should vouch for by now and do not.</summary>
    public ChainFinding? Unanchored() => lastSealed - unanchoredSince > AnchorLag
        ? new(anchored + 1, new("No anchor vouches for what follows, though it is due: the anchor file was cut, or anchoring fails."))
        : null;

    public void Dispose() => anchors.Dispose();

    private void CheckClock(ChainLink link, DateTime at)
    {
        if (lastSealed - link.SealedAt > ClockStep)
        {
            Find(link.Seq, "It was sealed before the entry it follows: the clock was set back.");
        }
        else if (at - link.SealedAt > ClockStep)
        {
            Find(link.Seq, "It was written after it was sealed: the clock was set back, or its time is false.");
        }
        else if (latest - at > LateCommit)
        {
            Find(link.Seq, "Its time lies long before the entries it follows: the clock was set back, or it is back-dated.");
        }

        lastSealed = link.SealedAt;
        latest = at > latest ? at : latest;
    }

    private void CheckAnchor(ChainLink link)
    {
        unanchoredSince = link.SealedAt < unanchoredSince ? link.SealedAt : unanchoredSince;
        while (Finding is null && NextAnchor() is { } next && next.Seq <= link.Seq)
        {
            if (next.Seq == link.Seq)
            {
                Compare(next, link);
            }

            anchor = null;
        }
    }

    private void Compare(AuditAnchor next, ChainLink link)
    {
        if (next.Hash != Convert.ToHexStringLower(link.Hash))
        {
            Find(
                Math.Min(anchored + 1, link.Seq), "Anchor {0} vouches for another hash at {1}: something from {2} through {1} was rewritten.",
                next.No, next.Seq, Math.Min(anchored + 1, link.Seq));
        }

        var signed = next.TimeOf()!.Value.UtcDateTime;
        if (link.SealedAt - signed > AnchorLag)
        {
            Find(link.Seq, "Anchor {0} was signed long before what it vouches for was sealed: a clock is wrong, or its time is false.", next.No);
        }

        LateAnchors += (signed > link.SealedAt ? signed : link.SealedAt) - unanchoredSince > AnchorLag ? 1 : 0;
        unanchoredSince = DateTime.MaxValue;
        anchored = next.Seq;
    }

    private AuditAnchor? NextAnchor() => anchor ??= anchors.MoveNext() ? anchors.Current : null;

    private void Find(long seq, string sentence, params object[] args) => Finding ??= new(seq, new(sentence, args));
}
