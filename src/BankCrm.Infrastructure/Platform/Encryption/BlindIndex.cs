using System.Security.Cryptography;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>HMAC-SHA-256 of the UTF-8 bytes, cut to 16.</summary>
internal sealed class BlindIndex(KeyRing ring) : IBlindIndex, IDisposable
{
    private const int Size = 16;
    private const int OnStack = 512;

    // Taking up the key costs as much as hashing a number does. One for each thread: they serve one at a time.
    private readonly ThreadLocal<Dictionary<string, IncrementalHash>> keyed = new(() => new(StringComparer.Ordinal));

    public byte[] Of(string column, string normalised)
    {
        var size = EnvelopeText.Utf8.GetMaxByteCount(normalised.Length);
        var bytes = size <= OnStack ? stackalloc byte[size] : new byte[size];
        var text = bytes[..EnvelopeText.Utf8.GetBytes(normalised, bytes)];

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var hmac = Keyed(column);
        hmac.AppendData(text);
        hmac.GetHashAndReset(hash);
        CryptographicOperations.ZeroMemory(bytes);
        return hash[..Size].ToArray();
    }

    public void Dispose() => keyed.Dispose();

    private IncrementalHash Keyed(string column)
    {
        var mine = keyed.Value!;
        if (!mine.TryGetValue(column, out var hmac))
        {
            mine[column] = hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, ring.ForIndex(column));
        }

        return hmac;
    }
}
