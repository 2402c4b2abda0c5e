using System.Security.Cryptography;

namespace BankCrm.Infrastructure.Platform.Files;

/// <summary>Seals what is written to it. Without <see cref="Finish"/> there is no last chunk, and the file does not open.</summary>
internal sealed class SealingStream(Stream to, byte[] key, Guid id) : Stream
{
    private readonly AesGcm aes = new(key, SealedChunks.TagSize);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] place = SealedChunks.PlaceOf(id);
    private readonly byte[] content = new byte[SealedChunks.Size];
    private readonly byte[] chunk = new byte[SealedChunks.Size + SealedChunks.TagSize];
    private int filled;
    private long number;
    private bool isBegun;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes written so far.</summary>
    public override long Position { get => Written; set => throw new NotSupportedException(); }

    private long Written { get; set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        Written += buffer.Length;
        while (buffer.Length > 0)
        {
            if (filled == content.Length)
            {
                SealChunk(isLast: false);
            }

            var count = Math.Min(buffer.Length, content.Length - filled);
            buffer[..count].CopyTo(content.AsSpan(filled));
            filled += count;
            buffer = buffer[count..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // a chunk is written when it is full
    }

    /// <summary>Writes the last chunk.</summary>
    /// <returns>The SHA-256 of what was written.</returns>
    public byte[] Finish()
    {
        SealChunk(isLast: true);
        return hash.GetHashAndReset();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(content);
            aes.Dispose();
            hash.Dispose();
            to.Dispose();
        }

        base.Dispose(disposing);
    }

    private void SealChunk(bool isLast)
    {
        if (!isBegun)
        {
            to.Write(SealedChunks.Header);
            isBegun = true;
        }

        SealedChunks.Seal(aes, place, number++, isLast, content.AsSpan(0, filled), chunk);
        to.Write(chunk, 0, filled + SealedChunks.TagSize);
        filled = 0;
    }
}
