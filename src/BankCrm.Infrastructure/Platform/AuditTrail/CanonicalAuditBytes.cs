using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>An entry as it is stored, which is what gets hashed.</summary>
internal sealed record StoredEntry(
    short Fmt, Guid Id, DateTime At, string Event, string Outcome, Guid? Actor, string? ActorName, string? ActorRole, Guid? ActorBranch,
    string? SessionRef, string? Ip, string? Correlation, string? ObjectType, Guid? ObjectId, Guid? CustomerRef, Guid? BranchId,
    string? ReasonCode, string? ReasonText, string? Changes);

/// <summary>
/// The bytes an entry is sealed by: fmt, previous hash, seq, then every field with its length before it. docs/audit-trail.md is the
/// specification and docs/audit-vectors.json its examples; any change here is a new format.
/// </summary>
internal static class CanonicalAuditBytes
{
    public const short Format = 1;

    /// <summary>What the first entry follows.</summary>
    public static byte[] Genesis => new byte[32];

    public static byte[] Hash(StoredEntry entry, long seq, ReadOnlySpan<byte> prevHash, DateTime sealedAt) =>
        SHA256.HashData(Of(entry, seq, prevHash, sealedAt).WrittenSpan);

    public static ArrayBufferWriter<byte> Of(StoredEntry entry, long seq, ReadOnlySpan<byte> prevHash, DateTime sealedAt)
    {
        var bytes = new ArrayBufferWriter<byte>(512 + (entry.Changes?.Length ?? 0));

        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(2), entry.Fmt);
        bytes.Advance(2);
        bytes.Write(prevHash);
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), seq);
        bytes.Advance(8);

        Add(bytes, entry.Id);
        Add(bytes, entry.At);
        Add(bytes, entry.Event);
        Add(bytes, entry.Outcome);
        Add(bytes, entry.Actor);
        Add(bytes, entry.ActorName);
        Add(bytes, entry.ActorRole);
        Add(bytes, entry.ActorBranch);
        Add(bytes, entry.SessionRef);
        Add(bytes, entry.Ip);
        Add(bytes, entry.Correlation);
        Add(bytes, entry.ObjectType);
        Add(bytes, entry.ObjectId);
        Add(bytes, entry.CustomerRef);
        Add(bytes, entry.BranchId);
        Add(bytes, entry.ReasonCode);
        Add(bytes, entry.ReasonText);
        Add(bytes, entry.Changes);
        Add(bytes, sealedAt);
        return bytes;
    }

    private static void Add(ArrayBufferWriter<byte> bytes, string? text)
    {
        if (text is null)
        {
            AddLength(bytes, -1);
            return;
        }

        AddLength(bytes, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private static void Add(ArrayBufferWriter<byte> bytes, Guid? id)
    {
        AddLength(bytes, id is null ? -1 : 16);
        if (id is { } some)
        {
            some.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out var written);
            bytes.Advance(written);
        }
    }

    private static void Add(ArrayBufferWriter<byte> bytes, DateTime moment)
    {
        AddLength(bytes, 8);
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), Microseconds(moment));
        bytes.Advance(8);
    }

    /// <summary>Since 1970-01-01 UTC, which is as fine as the database keeps time.</summary>
    internal static long Microseconds(DateTime moment) => (moment.ToUniversalTime() - DateTime.UnixEpoch).Ticks / 10;

    private static void AddLength(ArrayBufferWriter<byte> bytes, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), length);
        bytes.Advance(4);
    }
}
