using System.Buffers.Binary;

namespace BankCrm.AuditVerifier;

/// <summary>The fields of a line of the trail, in the order of the specification: the seal's first, then the entry's.</summary>
internal enum Field
{
    Seq, EntryId, PrevHash, Hash, SealedAt,
    Fmt, Id, At, Event, Outcome, Actor, ActorName, ActorRole, ActorBranch, SessionRef, Ip, Correlation,
    ObjectType, ObjectId, CustomerRef, BranchId, ReasonCode, ReasonText, Changes,
}

/// <summary>
/// One line of the trail, used again for the next. Each value stands as the bytes that are hashed: numbers big-endian, times as
/// microseconds since 1970, ids as 16 bytes, text as UTF-8.
/// </summary>
internal sealed class Row
{
    public const int FieldCount = (int)Field.Changes + 1;

    private readonly (int Start, int Length)[] places = new (int, int)[FieldCount];
    private byte[] bytes = new byte[4096];
    private int used;

    public Row() => Clear();

    public bool IsSealed => Has(Field.Seq);

    public bool HasEntry => Has(Field.Id);

    public long Seq => Number(Field.Seq);

    public short Fmt => BinaryPrimitives.ReadInt16BigEndian(this[Field.Fmt]);

    public UInt128 EntryId => BinaryPrimitives.ReadUInt128BigEndian(this[IsSealed ? Field.EntryId : Field.Id]);

    public ReadOnlySpan<byte> this[Field field] => bytes.AsSpan(places[(int)field].Start, Math.Max(places[(int)field].Length, 0));

    public void Clear()
    {
        Array.Fill(places, (0, -1));
        used = 0;
    }

    public bool Has(Field field) => places[(int)field].Length >= 0;

    public long Number(Field field) => BinaryPrimitives.ReadInt64BigEndian(this[field]);

    public DateTimeOffset Time(Field field) => Moment.Of(Number(field));

    /// <summary>Room for a value of at most so many bytes; <see cref="Trim"/> says how many it became.</summary>
    public Span<byte> Reserve(Field field, int length)
    {
        if (bytes.Length - used < length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        }

        places[(int)field] = (used, length);
        used += length;
        return bytes.AsSpan(used - length, length);
    }

    public void Trim(Field field, int length)
    {
        used -= places[(int)field].Length - length;
        places[(int)field].Length = length;
    }

    public void Set(Field field, long number) => BinaryPrimitives.WriteInt64BigEndian(Reserve(field, 8), number);

    /// <summary>The first field whose value cannot be what the specification says it is. Null: all can.</summary>
    public Field? Malformed()
    {
        for (var field = IsSealed ? Field.Seq : Field.Fmt; field <= Field.Changes; field++)
        {
            var length = places[(int)field].Length;
            var isOfEntry = field >= Field.Fmt;
            var mayMiss = isOfEntry && (!HasEntry || field is not (Field.Fmt or Field.Id or Field.At or Field.Event or Field.Outcome));
            if (length < 0 ? !mayMiss : Width(field) is { } width && width != length)
            {
                return field;
            }
        }

        return null;
    }

    private static int? Width(Field field) => field switch
    {
        Field.Fmt => 2,
        Field.Seq or Field.SealedAt or Field.At => 8,
        Field.PrevHash or Field.Hash => 32,
        Field.EntryId or Field.Id or Field.Actor or Field.ActorBranch or Field.ObjectId or Field.CustomerRef or Field.BranchId => 16,
        _ => null,
    };
}
