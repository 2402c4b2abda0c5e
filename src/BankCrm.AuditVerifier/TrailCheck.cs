namespace BankCrm.AuditVerifier;

/// <summary>What is wrong. <paramref name="Seq"/> is null where it is not at a place in the chain.</summary>
internal sealed record Finding(long? Seq, string What);

/// <summary>An anchor that came later than it was due.</summary>
internal sealed record LateAnchor(long No, long From, long Through, long Late);

/// <summary>Checks the rows of a trail one after another; remembers the first finding and what a report tells.</summary>
internal sealed class TrailCheck(ITrailSource source, AnchorReader anchors) : IDisposable
{
    /// <summary>Two readings of the same clock may differ this much.</summary>
    public const long ClockStep = 2 * Moment.Second;

    /// <summary>A transaction may have been open this long between writing its entry and committing it.</summary>
    public const long LateCommit = 15 * Moment.Minute;

    /// <summary>Sealing may run ahead of anchoring this long.</summary>
    public const long AnchorLag = 10 * Moment.Minute;

    /// <summary>An entry may have been waiting this long for its seal.</summary>
    public const long SealLag = Moment.Minute;

    private const long NoSeq = long.MaxValue;

    private readonly CanonicalBytes canonical = new();
    private readonly SeenEntries seen = new();
    private readonly byte[] head = new byte[32];
    private bool headIsKnown;
    private Anchor? anchor;
    private long latest = long.MinValue;

    public long Sealed { get; private set; }

    public long Unsealed { get; private set; }

    public long LastSeq { get; private set; }

    public long FirstAt { get; private set; } = long.MaxValue;

    public long LastAt => latest;

    public long LastSealedAt { get; private set; } = long.MinValue;

    public ReadOnlySpan<byte> Head => head;

    /// <summary>The last seq that an anchor vouches for.</summary>
    public long Anchored { get; private set; }

    /// <summary>When the first link was sealed that no anchor vouches for. Null: there is none.</summary>
    public long? UnanchoredSince { get; private set; }

    /// <summary>Anchors that lie within what was read.</summary>
    public long Anchors { get; private set; }

    public List<LateAnchor> Late { get; } = [];

    /// <summary>Null: all is well.</summary>
    public Finding? Run()
    {
        Begin();
        var row = new Row();
        Finding? finding = null;
        while (finding is null && source.Read(row))
        {
            finding = row.IsSealed ? CheckLink(row) : CheckUnsealed(row);
        }

        finding ??= End();
        return seen.FirstDouble() is { } doubled && (finding?.Seq is null || doubled < finding.Seq)
            ? doubled == NoSeq ? finding ?? new(null, "an entry stands both with and without a seal") : new(doubled, "its entry is sealed twice")
            : finding;
    }

    public void Dispose() => seen.Dispose();

    private void Begin()
    {
        LastSeq = Anchored = source.First - 1;
        headIsKnown = source.First == 1;
        while (NextAnchor() is { } before && before.Seq < source.First)
        {
            headIsKnown = before.Seq == source.First - 1;
            if (headIsKnown)
            {
                Convert.FromHexString(before.Hash, head, out _, out _);
            }

            anchor = null;
        }
    }

    private Finding? CheckLink(Row row)
    {
        if (row.Malformed() is { } field)
        {
            return new(field == Field.Seq ? null : row.Seq, $"its field {field} is missing or not of the format");
        }

        var expected = LastSeq + 1;
        if (row.Seq != expected || Unsealed > 0)
        {
            return row.Seq > expected ? new(expected, $"it is missing: {row.Seq} follows")
                : new(row.Seq, "it occurs twice, comes before the first or stands after entries without a seal");
        }

        var what =
            headIsKnown && !row[Field.PrevHash].SequenceEqual(head) ? "its previous hash is not the hash of the entry before"
            : !row.HasEntry ? "its entry is missing"
            : !row[Field.EntryId].SequenceEqual(row[Field.Id]) ? "its seal names another entry"
            : row.Fmt != CanonicalBytes.Format ? $"its format {row.Fmt} is unknown"
            : !HashMatches(row) ? "the entry or its seal was changed: the hash does not match"
            : CheckClock(row.Number(Field.At), row.Number(Field.SealedAt));
        return what is null ? Accept(row) : new(row.Seq, what);
    }

    private bool HashMatches(Row row)
    {
        Span<byte> hash = stackalloc byte[32];
        canonical.Hash(row, hash);
        return row[Field.Hash].SequenceEqual(hash);
    }

    private string? CheckClock(long at, long sealedAt) =>
        sealedAt < LastSealedAt - ClockStep && Sealed > 0 ? "it was sealed before the entry it follows: the clock was set back"
        : at > sealedAt + ClockStep ? "it was written after it was sealed: the clock was set back, or its time is false"
        : at < latest - LateCommit && Sealed > 0 ? "its time lies long before the entries it follows: the clock was set back, or it is back-dated"
        : null;

    private Finding? Accept(Row row)
    {
        var at = row.Number(Field.At);
        Sealed++;
        LastSeq = row.Seq;
        LastSealedAt = row.Number(Field.SealedAt);
        FirstAt = Math.Min(FirstAt, at);
        latest = Math.Max(latest, at);
        row[Field.Hash].CopyTo(head);
        headIsKnown = true;
        seen.Add(row.EntryId, row.Seq);
        UnanchoredSince ??= LastSealedAt;
        return NextAnchor()?.Seq == row.Seq ? Compare(NextAnchor()!) : null;
    }

    private Finding? Compare(Anchor next)
    {
        if (next.Hash != Convert.ToHexStringLower(head))
        {
            return new(Anchored + 1, $"anchor {next.No} vouches for another hash at {next.Seq}: something from {Anchored + 1} through {next.Seq} was rewritten");
        }

        if (next.SignedAt < LastSealedAt - AnchorLag)
        {
            return new(next.Seq, $"anchor {next.No} was signed long before what it vouches for was sealed: a clock is wrong, or its time is false");
        }

        var late = Math.Max(next.SignedAt, LastSealedAt) - (UnanchoredSince ?? LastSealedAt);
        if (late > AnchorLag)
        {
            Late.Add(new(next.No, Anchored + 1, next.Seq, late));
        }

        Anchors++;
        Anchored = next.Seq;
        UnanchoredSince = null;
        anchor = null;
        return null;
    }

    private Finding? CheckUnsealed(Row row)
    {
        if (row.Malformed() is { } field)
        {
            return new(null, $"field {field} of an entry without a seal is missing or not of the format");
        }

        Unsealed++;
        seen.Add(row.EntryId, NoSeq);
        var at = row.Number(Field.At);
        return at < source.Taken - SealLag || at > source.Taken + SealLag
            ? new(null, $"entry {new Guid(row[Field.Id], bigEndian: true)} has no seal: it was put in, or its seal was taken out")
            : null;
    }

    private Finding? End()
    {
        var beyond = NextAnchor();
        while (NextAnchor() is not null)
        {
            anchor = null; // to the end of the file, for what may be wrong there
        }

        if (source.Counted is { } counted && counted != (Sealed, Unsealed))
        {
            return new(
                counted.Sealed > Sealed ? LastSeq + 1 : null,
                $"the bundle says it holds {counted.Sealed} sealed entries and {counted.Unsealed} without a seal, but it holds {Sealed} and {Unsealed}");
        }

        return source.IsComplete && beyond is not null
                ? new(LastSeq + 1, $"the trail ends at {LastSeq}, but {beyond.Seq} was anchored: its end was cut off")
            : anchors.Fault is { } fault ? new(null, fault)
            : Sealed > 0 && anchors.Last is null ? new(null, "there is no anchor: the anchor file was emptied, or it is another trail's")
            : source.IsComplete && LastSealedAt - (UnanchoredSince ?? LastSealedAt) > AnchorLag
                ? new(Anchored + 1, "no anchor vouches for what follows, though it is due: the anchor file was cut, or anchoring fails")
            : source.Vanished > 0 ? new(null, $"{source.Vanished} entries were deleted before they were sealed")
            : null;
    }

    private Anchor? NextAnchor() => anchor ??= anchors.Next();
}
