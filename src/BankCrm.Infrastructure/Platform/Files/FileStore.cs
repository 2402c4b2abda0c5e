using System.Security.Cryptography;
using BankCrm.Application.Platform.Files;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Infrastructure.Platform.Files;

/// <summary>Sealed files in a folder of the data directory, readable by the program's own account only.</summary>
internal sealed class FileStore(string folder) : IFileStore
{
    public IFileDraft Create(string area, Guid id)
    {
        Directory.CreateDirectory(Path.Combine(folder, area));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var key = RandomNumberGenerator.GetBytes(SealedChunks.KeySize);
        var file = new FileStream(PathOf(area, id), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0); // chunks are written whole
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new Draft(file, key, id);
    }

    public Stream Open(string area, Guid id, string key)
    {
        var file = new FileStream(PathOf(area, id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            return new OpeningStream(file, Convert.FromBase64String(key), id);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Delete(string area, Guid id)
    {
        if (Directory.Exists(Path.Combine(folder, area)))
        {
            File.Delete(PathOf(area, id));
        }
    }

    public IReadOnlyList<Guid> OlderThan(string area, DateTimeOffset moment) =>
        [.. Old(area, moment).Select(f => Guid.TryParseExact(f.Name, "n", out var id) ? id : (Guid?)null).OfType<Guid>()];

    public int DeleteOlderThan(string area, DateTimeOffset moment)
    {
        var old = Old(area, moment);
        old.ForEach(f => f.Delete());
        return old.Count;
    }

    private List<FileInfo> Old(string area, DateTimeOffset moment)
    {
        var path = new DirectoryInfo(Path.Combine(folder, area));
        return path.Exists ? [.. path.EnumerateFiles().Where(f => f.LastWriteTimeUtc < moment.UtcDateTime)] : [];
    }

    private string PathOf(string area, Guid id) => Path.Combine(folder, area, id.ToString("n"));

    private sealed class Draft(FileStream file, byte[] key, Guid id) : IFileDraft
    {
        private readonly SealingStream content = new(file, key, id);
        private bool isFinished;

        public Stream Content => content;

        public StoredFile Finish()
        {
            var digest = content.Finish();
            file.Flush(flushToDisk: true);
            FolderOnDisk.Flush(Path.GetDirectoryName(file.Name)!);
            isFinished = true;
            return new(Convert.ToBase64String(key), content.Position, Convert.ToHexStringLower(digest));
        }

        public void Dispose()
        {
            content.Dispose();
            CryptographicOperations.ZeroMemory(key);
            if (!isFinished)
            {
                File.Delete(file.Name);
            }
        }
    }
}
