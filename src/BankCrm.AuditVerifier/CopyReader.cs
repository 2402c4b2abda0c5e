using System.Buffers.Binary;
using Npgsql;

namespace BankCrm.AuditVerifier;

/// <summary>
/// Reads what COPY … (FORMAT BINARY) writes: after a header, each row as the number of its fields (16 bits) and each field as its length
/// (32 bits, -1 for null) and bytes; at the end the number -1.
/// </summary>
internal sealed class CopyReader : IDisposable
{
    private const long Year2000 = 946_684_800 * Moment.Second;

    private readonly NpgsqlRawCopyStream stream;
    private readonly BufferedStream buffered;
    private readonly byte[] small = new byte[8];
    private bool ended;

    public CopyReader(NpgsqlRawCopyStream stream)
    {
        this.stream = stream;
        buffered = new(stream, 1 << 18);
        Span<byte> header = stackalloc byte[19];
        buffered.ReadExactly(header);
        buffered.ReadExactly(new byte[BinaryPrimitives.ReadInt32BigEndian(header[15..])]);
    }

    public bool Read(Row row, Field first)
    {
        var count = ended ? -1 : BinaryPrimitives.ReadInt16BigEndian(ReadSmall(2));
        ended = count < 0;
        for (var i = 0; i < count; i++)
        {
            var field = first + i;
            var length = BinaryPrimitives.ReadInt32BigEndian(ReadSmall(4));
            if (length >= 0)
            {
                ReadValue(row, field, length);
            }
        }

        return !ended;
    }

    public void Dispose()
    {
        if (!ended)
        {
            stream.Cancel();
        }

        buffered.Dispose();
    }

    private void ReadValue(Row row, Field field, int length)
    {
        if (field is Field.At or Field.SealedAt && length == 8)
        {
            var since2000 = BinaryPrimitives.ReadInt64BigEndian(ReadSmall(8));
            row.Set(field, since2000 is long.MaxValue or long.MinValue ? since2000 : since2000 + Year2000);
        }
        else
        {
            buffered.ReadExactly(row.Reserve(field, length));
        }
    }

    private ReadOnlySpan<byte> ReadSmall(int length)
    {
        buffered.ReadExactly(small, 0, length);
        return small.AsSpan(0, length);
    }
}
