using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BankCrm.Infrastructure.Platform.Files;

/// <summary>
/// A file in chunks, each an AES-256-GCM ciphertext with its tag. The nonce is the chunk's number and whether it is the last, so chunks
/// cannot be swapped, left out or cut off; that is safe because the key seals this one file. docs/encryption.md is the specification.
/// </summary>
internal static class SealedChunks
{
    public const int Size = 64 * 1024;
    public const int TagSize = 16;
    public const int KeySize = 32;
    private const int NonceSize = 12;

    /// <summary>"BCF", version 1.</summary>
    public static ReadOnlySpan<byte> Header => "BCF\u0001"u8;

    /// <summary>What a chunk is bound to: the header and the file's id.</summary>
    public static byte[] PlaceOf(Guid id) => [.. Header, .. id.ToByteArray(bigEndian: true)];

    public static void Seal(AesGcm aes, byte[] place, long number, bool isLast, ReadOnlySpan<byte> content, Span<byte> chunk)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        Write(nonce, number, isLast);
        aes.Encrypt(nonce, content, chunk[..content.Length], chunk.Slice(content.Length, TagSize), place);
    }

    /// <exception cref="CryptographicException">Another key's, another place's, or changed.</exception>
    public static void Open(AesGcm aes, byte[] place, long number, bool isLast, ReadOnlySpan<byte> chunk, Span<byte> content)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        Write(nonce, number, isLast);
        aes.Decrypt(nonce, chunk[..^TagSize], chunk[^TagSize..], content, place);
    }

    private static void Write(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}
