using System.Text;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>The key ring on disk: written whole or not at all, by one process at a time, readable by its owner only.</summary>
public static class KeyRingFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode TooOpen =
        UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    /// <summary>Makes a ring where there is none.</summary>
    /// <exception cref="StartUpException">There is one already.</exception>
    public static void Make(string path, DateTimeOffset now)
    {
        using var turn = WaitForTurn(path);
        if (File.Exists(path))
        {
            throw new StartUpException($"{path} exists already. Nothing was changed: a new key ring would open nothing of what the old one sealed.");
        }

        Write(path, KeyRingContent.Make(now));
    }

    /// <summary>Rotation: adds a key under which everything is sealed from now on, and gives its number. The older keys stay.</summary>
    public static uint AddKey(string path, DateTimeOffset now)
    {
        using var turn = WaitForTurn(path);
        var ring = Read(path).WithNewKey(now);
        Write(path, ring);
        return ring.Newest.Id;
    }

    internal static KeyRingContent Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != UnixFileMode.None)
            {
                throw new StartUpException($"Others may read the key ring {path}, or change it. Take that right away: chmod 600 {path}");
            }

            return KeyRingContent.Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException($"The key ring {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Of several that start at once, one makes it and all get the same.</summary>
    internal static KeyRingContent ReadOrMake(string path, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            using var turn = WaitForTurn(path);
            if (!File.Exists(path))
            {
                Write(path, KeyRingContent.Make(now));
            }
        }

        return Read(path);
    }

    private static void Write(string path, KeyRingContent ring)
    {
        var draft = path + ".new";
        File.Delete(draft); // left by a crash
        using (var file = new FileStream(draft, ForOwner(FileMode.CreateNew)))
        {
            file.Write(Encoding.UTF8.GetBytes(ring.ToJson()));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>The lock is the system's, so it goes with the process that holds it; the file beside the ring stays.</summary>
    private static FileStream WaitForTurn(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(20))
        {
            try
            {
                return new(path + ".lock", ForOwner(FileMode.OpenOrCreate));
            }
            catch (IOException) when (waited < LockWait)
            {
                Task.Delay(20).GetAwaiter().GetResult();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartUpException($"The key ring {path} cannot be written: {e.Message}", e);
            }
        }
    }

    private static FileStreamOptions ForOwner(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
