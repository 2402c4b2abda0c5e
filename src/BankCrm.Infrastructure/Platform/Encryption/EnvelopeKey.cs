using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>
/// One 256-bit key at work: makes and opens envelopes, for any number of threads. docs/encryption.md is the specification; any
/// change of the bytes is a new version.
/// </summary>
internal sealed class EnvelopeKey(uint id, ReadOnlySpan<byte> key) : IDisposable
{
    public const byte Version = 1;
    public const int KeySize = 32;

    /// <summary>How much longer an envelope is than what is in it.</summary>
    public const int Overhead = Header + NonceSize + TagSize;

    private const int Header = 1 + sizeof(uint);
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int ColumnMaxSize = 255;
    private const int PlaceMaxSize = Header + sizeof(ushort) + ColumnMaxSize + 16;

    private readonly AesGcm aes = new(key, TagSize);
    private readonly Lock turn = new(); // AesGcm serves one at a time; two at once could repeat a key stream

    public uint Id { get; } = id;

    public byte[] Seal(string column, Guid rowId, ReadOnlySpan<byte> value)
    {
        var envelope = new byte[Overhead + value.Length];
        envelope[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(envelope.AsSpan(1), Id);
        var nonce = envelope.AsSpan(Header, NonceSize);
        PagedRandom.Fill(nonce);

        Span<byte> place = stackalloc byte[PlaceMaxSize];
        place = place[..WritePlace(place, envelope, column, rowId)];
        lock (turn)
        {
            aes.Encrypt(nonce, value, envelope.AsSpan(Header + NonceSize, value.Length), envelope.AsSpan(^TagSize..), place);
        }

        return envelope;
    }

    /// <param name="value">Exactly as long as what is in the envelope: <see cref="Overhead"/> less than it.</param>
    /// <exception cref="CryptographicException">It is another key's or another place's, or was changed.</exception>
    public void Open(string column, Guid rowId, ReadOnlySpan<byte> envelope, Span<byte> value)
    {
        var keyId = KeyIdOf(envelope);
        if (keyId != Id)
        {
            throw new CryptographicException($"A value of {column} names key {keyId}, which is not the key at hand.");
        }

        Span<byte> place = stackalloc byte[PlaceMaxSize];
        place = place[..WritePlace(place, envelope, column, rowId)];
        lock (turn)
        {
            aes.Decrypt(envelope.Slice(Header, NonceSize), envelope[(Header + NonceSize)..^TagSize], envelope[^TagSize..], value, place);
        }
    }

    /// <summary>The key an envelope says it was sealed with.</summary>
    /// <exception cref="CryptographicException">These bytes are no envelope.</exception>
    public static uint KeyIdOf(ReadOnlySpan<byte> envelope) =>
        envelope.Length >= Overhead && envelope[0] == Version
            ? BinaryPrimitives.ReadUInt32BigEndian(envelope[1..])
            : throw new CryptographicException("A stored value is not an envelope of a version known here.");

    public void Dispose() => aes.Dispose(); // which wipes the key

    /// <summary>The associated data: what is not secret, but must be as it was when the value was sealed.</summary>
    private static int WritePlace(Span<byte> place, ReadOnlySpan<byte> envelope, string column, Guid rowId)
    {
        envelope[..Header].CopyTo(place);
        const int start = Header + sizeof(ushort);
        if (!Encoding.UTF8.TryGetBytes(column, place.Slice(start, ColumnMaxSize), out var length) || length == 0)
        {
            throw new ArgumentException("A column is named by 1 to 255 bytes.", nameof(column));
        }

        BinaryPrimitives.WriteUInt16BigEndian(place[Header..], (ushort)length);
        rowId.TryWriteBytes(place[(start + length)..], bigEndian: true, out var written);
        return start + length + written;
    }
}
