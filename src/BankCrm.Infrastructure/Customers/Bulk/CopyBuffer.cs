using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BankCrm.Infrastructure.Customers.Bulk;

/// <summary>
/// Rows in PostgreSQL's binary format of COPY. What is made of a thousand customers so lies in one array, and not in a hundred thousand
/// objects that the collector would carry from one generation to the next until they are sent.
/// </summary>
internal sealed class CopyBuffer : IDisposable
{
    private const int FirstSize = 64 * 1024;
    private const int TextOid = 25;
    private const long TicksOfMicrosecond = 10;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    public CopyBuffer()
    {
        Signature.CopyTo(Next(Signature.Length));
        WriteInt32(0); // flags
        WriteInt32(0); // no extension of the header
    }

    /// <summary>PGCOPY and five signs that a transfer as text would spoil.</summary>
    private static ReadOnlySpan<byte> Signature => [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00];

    public int Rows { get; private set; }

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    public void StartRow(int columns)
    {
        Rows++;
        WriteInt16((short)columns);
    }

    public void End() => WriteInt16(-1);

    public void WriteNull() => WriteInt32(-1);

    public void Write(Guid value)
    {
        WriteInt32(16);
        value.TryWriteBytes(Next(16), bigEndian: true, out _);
    }

    public void Write(bool value)
    {
        WriteInt32(1);
        Next(1)[0] = value ? (byte)1 : (byte)0;
    }

    public void Write(short value)
    {
        WriteInt32(sizeof(short));
        WriteInt16(value);
    }

    public void Write(DateOnly value)
    {
        WriteInt32(sizeof(int));
        WriteInt32(value.DayNumber - FirstDay);
    }

    public void Write(DateTimeOffset value)
    {
        WriteInt32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Next(sizeof(long)), (value - Epoch).Ticks / TicksOfMicrosecond);
    }

    public void Write(byte[] value)
    {
        WriteInt32(value.Length);
        value.CopyTo(Next(value.Length));
    }

    public void Write(string value)
    {
        var size = Utf8.GetByteCount(value);
        WriteInt32(size);
        Utf8.GetBytes(value, Next(size));
    }

    public void Write(IEnumerable<string> values)
    {
        var list = values.ToList();
        var start = length;
        WriteInt32(0); // its size, known at the end
        WriteInt32(list.Count > 0 ? 1 : 0); // dimensions
        WriteInt32(0); // no nulls
        WriteInt32(TextOid);
        if (list.Count > 0)
        {
            WriteInt32(list.Count);
            WriteInt32(1); // the first has number 1
        }

        foreach (var value in list)
        {
            Write(value);
        }

        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(start), length - start - sizeof(int));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        length = 0;
    }

    private void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Next(sizeof(short)), value);

    private void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(sizeof(int)), value);

    private Span<byte> Next(int size)
    {
        if (length + size > bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + size));
            bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        length += size;
        return bytes.AsSpan(length - size, size);
    }
}
