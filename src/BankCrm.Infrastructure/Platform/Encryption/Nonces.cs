using System.Security.Cryptography;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>
/// Random bytes that are no secret, fetched by the page: asking the system for twelve takes as long as asking for a thousand, and longer
/// than the encryption they are for. Each is handed out once, to one thread.
/// </summary>
internal static class Nonces
{
    private const int PageSize = 1536;

    [ThreadStatic]
    private static byte[]? page;

    [ThreadStatic]
    private static int used;

    public static void Fill(Span<byte> nonce)
    {
        if (page is null || used + nonce.Length > PageSize)
        {
            RandomNumberGenerator.Fill(page ??= new byte[PageSize]);
            used = 0;
        }

        page.AsSpan(used, nonce.Length).CopyTo(nonce);
        used += nonce.Length;
    }
}
