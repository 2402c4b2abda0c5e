using System.Security.Cryptography;
using BankCrm.Application.Platform.Files;
using BankCrm.Infrastructure.Platform.Files;

namespace BankCrm.Application.Tests.Platform.Files;

public sealed class FileStoreTests : IDisposable
{
    private const string Area = "things";
    private readonly string folder = Directory.CreateTempSubdirectory("bankcrm-files-").FullName;
    private readonly Guid id = Guid.CreateVersion7();

    private FileStore Store => new(folder);

    private string PathOfFile => Path.Combine(folder, Area, id.ToString("n"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedChunks.Size - 1)]
    [InlineData(SealedChunks.Size)]
    [InlineData(SealedChunks.Size + 1)]
    [InlineData((SealedChunks.Size * 3) + 5)]
    public void What_is_written_is_read_again_and_lies_sealed(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var stored = Write(content);

        Assert.Equal(content, Read(stored.Key));
        Assert.Equal((size, Convert.ToHexStringLower(SHA256.HashData(content))), (stored.Size, stored.Digest));
        if (size > 100)
        {
            Assert.Equal(-1, File.ReadAllBytes(PathOfFile).AsSpan().IndexOf(content.AsSpan(0, 32)));
        }
    }

    [Fact]
    public void A_file_that_was_changed_cut_or_put_in_anothers_place_does_not_open()
    {
        var stored = Write(RandomNumberGenerator.GetBytes((SealedChunks.Size * 2) + 10));
        var whole = File.ReadAllBytes(PathOfFile);
        const int chunk = SealedChunks.Size + SealedChunks.TagSize;

        var changed = whole.ToArray();
        changed[chunk] ^= 1;
        Assert.False(Opens(changed));
        Assert.False(Opens(whole[..(4 + chunk)])); // cut at the end of a chunk
        Assert.False(Opens(whole[..(4 + (2 * chunk))]));
        Assert.False(Opens([.. whole[..4], .. whole[(4 + chunk)..(4 + (2 * chunk))], .. whole[4..(4 + chunk)], .. whole[(4 + (2 * chunk))..]]));
        Assert.False(Opens([.. whole, 0]));
        Assert.False(Opens([]));
        Assert.True(Opens(whole));
        var other = Guid.CreateVersion7();
        File.Copy(PathOfFile, Path.Combine(folder, Area, other.ToString("n")));
        Assert.ThrowsAny<CryptographicException>(() => Store.Open(Area, other, stored.Key).CopyTo(Stream.Null));
        Assert.ThrowsAny<CryptographicException>(() => Store.Open(Area, id, Convert.ToBase64String(new byte[32])).CopyTo(Stream.Null));

        bool Opens(byte[] bytes)
        {
            File.WriteAllBytes(PathOfFile, bytes);
            try
            {
                Read(stored.Key);
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_file_that_was_not_finished_is_gone()
    {
        using (var draft = Store.Create(Area, id))
        {
            draft.Content.Write(new byte[SealedChunks.Size * 2]);
        }

        Assert.False(File.Exists(PathOfFile));
    }

    [Fact]
    public void What_is_old_is_deleted_and_only_the_program_may_read_the_rest()
    {
        Write([1]);
        Assert.Equal(0, Store.DeleteOlderThan(Area, DateTimeOffset.UnixEpoch));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOfFile));
        }

        Assert.Equal(1, Store.DeleteOlderThan(Area, TimeProvider.System.GetUtcNow().AddMinutes(1)));
        Store.Delete(Area, id); // not there: as wanted
    }

    private StoredFile Write(byte[] content)
    {
        using var draft = Store.Create(Area, id);
        foreach (var part in content.Chunk(50_000))
        {
            draft.Content.Write(part);
        }

        return draft.Finish();
    }

    private byte[] Read(string key)
    {
        using var file = Store.Open(Area, id, key);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
