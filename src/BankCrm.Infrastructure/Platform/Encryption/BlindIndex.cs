using System.Collections.Concurrent;
using System.Security.Cryptography;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>HMAC-SHA-256 of the UTF-8 bytes, cut to 16.</summary>
internal sealed class BlindIndex(KeyRing ring) : IBlindIndex
{
    private const int Size = 16;
    private const int OnStack = 512;

    private readonly ConcurrentDictionary<string, byte[]> keys = new(StringComparer.Ordinal);

    public byte[] Of(string column, string normalised)
    {
        var key = keys.GetOrAdd(column, static (name, ring) => ring.ForIndex(name), ring);
        var size = EnvelopeText.Utf8.GetMaxByteCount(normalised.Length);
        var bytes = size <= OnStack ? stackalloc byte[size] : new byte[size];
        var text = bytes[..EnvelopeText.Utf8.GetBytes(normalised, bytes)];

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, hash);
        CryptographicOperations.ZeroMemory(bytes);
        return hash[..Size].ToArray();
    }
}
