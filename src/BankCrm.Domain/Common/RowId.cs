namespace BankCrm.Domain.Common;

/// <summary>Ids for the rows that are made together with another one.</summary>
public static class RowId
{
    private const int Size = 16;

    /// <summary>Version 7, of a moment that may lie back; before 1970 there are no such ids.</summary>
    public static Guid Of(DateTimeOffset moment) => Guid.CreateVersion7(moment < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : moment);

    /// <summary>Version 7, of the same millisecond as the other id; the rest is random.</summary>
    public static Guid Beside(Guid other)
    {
        Span<byte> id = stackalloc byte[Size];
        Span<byte> moment = stackalloc byte[Size];
        PagedRandom.Fill(id);
        other.TryWriteBytes(moment, bigEndian: true, out _);
        moment[..6].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }
}
