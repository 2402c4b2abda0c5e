namespace BankCrm.AuditVerifier;

/// <summary>Reads a stream line by line as bytes, in a buffer no longer than the longest line.</summary>
internal sealed class LineReader(Stream stream, int longest) : IDisposable
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool atEnd;

    /// <summary>How many lines have been read.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its line break; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0 || (atEnd && end > start))
            {
                var length = found >= 0 ? searched + found : end - start;
                line = buffer.AsSpan(start, length).TrimEnd((byte)'\r');
                start += length + (found >= 0 ? 1 : 0);
                Number++;
                return true;
            }

            if (atEnd)
            {
                line = default;
                return false;
            }

            searched = end - start;
            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length < longest ? Math.Min(buffer.Length * 2, longest)
                : throw new UnusableException($"Line {Number + 1} is longer than {longest:N0} bytes."));
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        atEnd = read == 0;
    }
}
