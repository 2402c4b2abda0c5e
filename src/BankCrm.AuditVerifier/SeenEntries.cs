using System.Buffers.Binary;

namespace BankCrm.AuditVerifier;

/// <summary>
/// Finds an entry that occurs twice, among any number in 24 MB: a million ids are kept and sorted, further ones go to sorted temporary
/// files that are merged at the end.
/// </summary>
internal sealed class SeenEntries(int kept = 1 << 20) : IDisposable
{
    private const int Width = 24;

    private readonly List<FileStream> runs = [];
    private UInt128[] ids = new UInt128[Math.Min(kept, 1 << 14)];
    private long[] seqs = new long[Math.Min(kept, 1 << 14)];
    private int count;

    public void Add(UInt128 id, long seq)
    {
        if (count == kept)
        {
            Spill();
        }
        else if (count == ids.Length)
        {
            Array.Resize(ref ids, Math.Min(kept, count * 2));
            Array.Resize(ref seqs, ids.Length);
        }

        (ids[count], seqs[count]) = (id, seq);
        count++;
    }

    /// <summary>The lowest seq whose entry had already occurred at a lower one. Null: no entry occurs twice.</summary>
    public long? FirstDouble()
    {
        long? lowest = null;
        (UInt128 Id, long Seq)? last = null;
        foreach (var (id, seq) in InOrder())
        {
            if (last is { } before && before.Id == id)
            {
                var later = Math.Max(before.Seq, seq);
                lowest = lowest is { } known ? Math.Min(known, later) : later;
                last = (id, Math.Min(before.Seq, seq));
            }
            else
            {
                last = (id, seq);
            }
        }

        return lowest;
    }

    public void Dispose() => runs.ForEach(run => run.Dispose());

    private IEnumerable<(UInt128 Id, long Seq)> InOrder()
    {
        Array.Sort(ids, seqs, 0, count);
        var queue = new PriorityQueue<IEnumerator<(UInt128 Id, long Seq)>, UInt128>();
        foreach (var run in runs.Select(Read).Append(Kept()))
        {
            Enqueue(run.GetEnumerator());
        }

        while (queue.TryDequeue(out var next, out _))
        {
            yield return next.Current;
            Enqueue(next);
        }

        void Enqueue(IEnumerator<(UInt128 Id, long Seq)> run)
        {
            if (run.MoveNext())
            {
                queue.Enqueue(run, run.Current.Id);
            }
        }
    }

    private IEnumerable<(UInt128, long)> Kept()
    {
        for (var i = 0; i < count; i++)
        {
            yield return (ids[i], seqs[i]);
        }
    }

    private static IEnumerable<(UInt128, long)> Read(FileStream run)
    {
        var bytes = new byte[Width];
        run.Position = 0;
        while (run.ReadAtLeast(bytes, Width, throwOnEndOfStream: false) == Width)
        {
            yield return (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(16)));
        }
    }

    private void Spill()
    {
        Array.Sort(ids, seqs, 0, count);
        var run = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose);
        runs.Add(run);
        var bytes = new byte[Width];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, ids[i]);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), seqs[i]);
            run.Write(bytes);
        }

        run.Flush();
        count = 0;
    }
}
