using System.Security.Cryptography;

namespace BankCrm.Infrastructure.Platform.Files;

/// <summary>Opens a sealed file, chunk after chunk: nothing is handed on that was not proved whole.</summary>
internal sealed class OpeningStream : Stream
{
    private readonly Stream from;
    private readonly AesGcm aes;
    private readonly byte[] place;
    private readonly byte[] chunk = new byte[SealedChunks.Size + SealedChunks.TagSize];
    private readonly byte[] content = new byte[SealedChunks.Size];
    private int at;
    private int filled;
    private long number;
    private bool wasLast;

    public OpeningStream(Stream from, byte[] key, Guid id)
    {
        this.from = from;
        aes = new(key, SealedChunks.TagSize);
        place = SealedChunks.PlaceOf(id);
        Span<byte> header = stackalloc byte[SealedChunks.Header.Length];
        if (from.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.SequenceEqual(SealedChunks.Header))
        {
            throw new CryptographicException("This is no sealed file of a version known here.");
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (at == filled && !wasLast)
        {
            OpenChunk();
        }

        var count = Math.Min(buffer.Length, filled - at);
        content.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(content);
            aes.Dispose();
            from.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OpenChunk()
    {
        var count = from.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        wasLast = from.Position == from.Length;
        if (count < SealedChunks.TagSize)
        {
            throw new CryptographicException("The file is cut off.");
        }

        filled = count - SealedChunks.TagSize;
        at = 0;
        SealedChunks.Open(aes, place, number++, wasLast, chunk.AsSpan(0, count), content.AsSpan(0, filled));
    }
}
