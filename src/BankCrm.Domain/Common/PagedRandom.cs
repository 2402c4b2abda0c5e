using System.Security.Cryptography;

namespace BankCrm.Domain.Common;

/// <summary>
/// Random bytes that are no secret, fetched by the page: asking the system for twelve takes as long as asking for a thousand, and longer
/// than the encryption or the row they are for. Each is handed out once, to one thread.
/// </summary>
public static class PagedRandom
{
    private const int PageSize = 1536;

    [ThreadStatic]
    private static byte[]? page;

    [ThreadStatic]
    private static int used;

    public static void Fill(Span<byte> bytes)
    {
        if (page is null || used + bytes.Length > PageSize)
        {
            RandomNumberGenerator.Fill(page ??= new byte[PageSize]);
            used = 0;
        }

        page.AsSpan(used, bytes.Length).CopyTo(bytes);
        used += bytes.Length;
    }
}
