using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BankCrm.AuditVerifier;

/// <summary>The bytes that an entry is sealed by, as docs/audit-trail.md gives them for format 1.</summary>
internal sealed class CanonicalBytes
{
    public const short Format = 1;

    private byte[] bytes = new byte[4096];
    private int used;

    public void Hash(Row row, Span<byte> hash) => SHA256.HashData(Of(row), hash);

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(Row row)
    {
        used = 0;
        Write(row[Field.Fmt]);
        Write(row[Field.PrevHash]);
        Write(row[Field.Seq]);
        for (var field = Field.Id; field <= Field.Changes; field++)
        {
            WriteWithLength(row, field);
        }

        WriteWithLength(row, Field.SealedAt);
        return bytes.AsSpan(0, used);
    }

    private void WriteWithLength(Row row, Field field)
    {
        var value = row[field];
        BinaryPrimitives.WriteInt32BigEndian(Room(4), row.Has(field) ? value.Length : -1);
        Write(value);
    }

    private void Write(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    private Span<byte> Room(int length)
    {
        if (bytes.Length - used < length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        }

        used += length;
        return bytes.AsSpan(used - length, length);
    }
}
