using System.Security.Cryptography;

namespace BankCrm.Domain.Common;

/// <summary>Ids for the rows that are made together with another one.</summary>
public static class RowId
{
    private const int PageSize = 1024;
    private const int Size = 16;

    [ThreadStatic]
    private static byte[]? page;

    [ThreadStatic]
    private static int used;

    /// <summary>Version 7, of the same millisecond as the other id; the rest is random.</summary>
    /// <remarks>Asking the system for random bytes takes longer than all else that making a row takes, so they are fetched by the page.</remarks>
    public static Guid Beside(Guid other)
    {
        if (page is null || used == PageSize)
        {
            RandomNumberGenerator.Fill(page ??= new byte[PageSize]);
            used = 0;
        }

        Span<byte> moment = stackalloc byte[Size];
        other.TryWriteBytes(moment, bigEndian: true, out _);
        var id = page.AsSpan(used, Size);
        used += Size;
        moment[..6].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }
}
