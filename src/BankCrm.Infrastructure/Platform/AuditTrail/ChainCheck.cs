namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The first thing that is wrong, and where.</summary>
internal sealed record ChainFinding(long Seq, string What);

/// <summary>Checks links one after another against each other and against the anchors; keeps the first finding.</summary>
internal sealed class ChainCheck(IReadOnlyList<AuditAnchor> anchors, long first = 1)
{
    /// <summary>A transaction may have been open this long between writing its entry and committing it.</summary>
    public static readonly TimeSpan LateCommit = TimeSpan.FromMinutes(5);

    /// <summary>Two readings of the same clock may differ this much.</summary>
    public static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(2);

    private readonly HashSet<Guid> seen = [];
    private byte[]? head = first == 1 ? CanonicalAuditBytes.Genesis : null; // null: the first link's predecessor is not read
    private int nextAnchor;
    private long lastGood;
    private DateTime latest = DateTime.MinValue;
    private DateTime lastSealed = DateTime.MinValue;

    public ChainFinding? Finding { get; private set; }

    public long LastSeq { get; private set; } = first - 1;

    public void Add(ChainLink link)
    {
        if (Finding is not null)
        {
            return;
        }

        var expected = LastSeq + 1;
        if (link.Seq != expected)
        {
            Find(Math.Min(expected, link.Seq), link.Seq > expected ? $"seq {expected} is missing, {link.Seq} follows" : $"seq {link.Seq} occurs twice");
        }
        else if (head is not null && !link.PrevHash.AsSpan().SequenceEqual(head))
        {
            Find(link.Seq, "its previous hash is not the hash of the entry before");
        }
        else if (link.Entry is null)
        {
            Find(link.Seq, "its entry is missing");
        }
        else if (link.Entry.Fmt != CanonicalAuditBytes.Format)
        {
            Find(link.Seq, $"its format {link.Entry.Fmt} is unknown");
        }
        else if (!CanonicalAuditBytes.Hash(link.Entry, link.Seq, link.PrevHash, link.SealedAt).AsSpan().SequenceEqual(link.Hash))
        {
            Find(link.Seq, "the entry or its seal was changed: the hash does not match");
        }
        else if (!seen.Add(link.EntryId))
        {
            Find(link.Seq, "its entry is sealed twice");
        }
        else
        {
            CheckClock(link, link.Entry.At);
            CheckAnchor(link);
        }

        LastSeq = link.Seq;
        head = link.Hash;
    }

    /// <summary>After the last link. <paramref name="complete"/>: it was the last there is, so no anchor may lie beyond.</summary>
    public void End(bool complete)
    {
        if (complete && Finding is null && nextAnchor < anchors.Count)
        {
            Find(LastSeq + 1, $"the trail ends at {LastSeq}, but {anchors[^1].Seq} was anchored: its end was cut off");
        }
    }

    private void CheckClock(ChainLink link, DateTime at)
    {
        if (link.SealedAt < lastSealed - ClockStep)
        {
            Find(link.Seq, "it was sealed before the entry it follows: the clock was set back");
        }
        else if (at > link.SealedAt + ClockStep)
        {
            Find(link.Seq, "it was written after it was sealed: the clock was set back or its time is false");
        }
        else if (at < latest - LateCommit)
        {
            Find(link.Seq, "its time lies long before the entries it follows: the clock was set back or it is back-dated");
        }

        lastSealed = link.SealedAt;
        latest = at > latest ? at : latest;
    }

    private void CheckAnchor(ChainLink link)
    {
        while (Finding is null && nextAnchor < anchors.Count && anchors[nextAnchor].Seq <= link.Seq)
        {
            var anchor = anchors[nextAnchor++];
            if (anchor.Seq == link.Seq && anchor.Hash != Convert.ToHexStringLower(link.Hash))
            {
                Find(lastGood + 1, $"anchor {anchor.No} vouches for another hash at {anchor.Seq}: something from {lastGood + 1} through {anchor.Seq} was rewritten");
            }

            lastGood = anchor.Seq;
        }
    }

    private void Find(long seq, string what) => Finding ??= new(seq, what);
}
