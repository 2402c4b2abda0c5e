using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>
/// The keys that lie outside the database. None is used itself: each column has a key of its own, derived from the ring's key of the
/// number that stands in the envelope, and each blind index one derived from the index root.
/// </summary>
/// <param name="reread">Where the ring is read again when a value names a key made since: by a rotation on another instance.</param>
internal sealed class KeyRing(KeyRingContent content, Func<KeyRingContent> reread)
{
    private readonly ConcurrentDictionary<(uint Id, string Column), EnvelopeKey> columnKeys = new();
    private readonly Lock rereading = new();
    private volatile KeyRingContent content = content;

    /// <summary>The key under which new values are sealed.</summary>
    public uint NewestId => content.Newest.Id;

    /// <summary>The key that seals new values of a column.</summary>
    public EnvelopeKey ToSeal(string column) => Of(NewestId, column);

    /// <summary>The key that opens this value of a column.</summary>
    /// <exception cref="CryptographicException">The ring does not have it.</exception>
    public EnvelopeKey ToOpen(string column, ReadOnlySpan<byte> envelope) => Of(EnvelopeKey.KeyIdOf(envelope), column);

    /// <summary>The key of a column's blind index. It is the same for ever: a rotation does not touch it.</summary>
    public byte[] ForIndex(string column) => Derive(content.IndexRoot, "BankCrm index " + column);

    private EnvelopeKey Of(uint id, string column) =>
        columnKeys.TryGetValue((id, column), out var known) ? known : columnKeys.GetOrAdd((id, column), Make(id, column));

    private EnvelopeKey Make(uint id, string column)
    {
        var key = Derive(Find(id).Key, "BankCrm column " + column);
        try
        {
            return new(id, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private RingKey Find(uint id)
    {
        if (content.Find(id) is { } known)
        {
            return known;
        }

        Reread();
        return content.Find(id) ?? throw new CryptographicException(
            $"A stored value needs key {id}, which the key ring does not have. Restore the key ring that goes with this database.");
    }

    private void Reread()
    {
        try
        {
            lock (rereading)
            {
                content = content.Followed(by: reread());
            }
        }
        catch (StartUpException e)
        {
            throw new CryptographicException(e.Message, e);
        }
    }

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, EnvelopeKey.KeySize, info: Encoding.UTF8.GetBytes(purpose));
}
