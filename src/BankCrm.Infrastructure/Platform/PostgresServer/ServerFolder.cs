using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>The folder of one server: its data, its passwords, its log, and the lock that keeps a second program out.</summary>
internal sealed class ServerFolder : IDisposable
{
    private FileStream? ownerLock;

    private ServerFolder(string path, ServerAccount account) => (Path, Account) = (path, account);

    public string Path { get; }
    public ServerAccount Account { get; }
    public string Data => System.IO.Path.Combine(Path, "data");
    public string Log => System.IO.Path.Combine(Path, "server.log");
    public string PidFile => System.IO.Path.Combine(Data, "postmaster.pid");
    public string OwnerPasswordFile => System.IO.Path.Combine(Path, "password");
    public string ApplicationPasswordFile => System.IO.Path.Combine(Path, "password-app");

    private string VersionFile => System.IO.Path.Combine(Data, "PG_VERSION");
    private string UnfinishedFile => System.IO.Path.Combine(Path, "unfinished");

    /// <exception cref="StartUpException">It cannot be written, or another program has it.</exception>
    public static async Task<ServerFolder> OpenAsync(string path, Action<string> say, CancellationToken ct)
    {
        var account = ServerAccount.Choose();
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            await account.GiveFolderAsync(path, ct);
            if (!await account.ReachesAsync(path, ct))
            {
                var closed = path;
                path = Elsewhere(closed);
                Directory.CreateDirectory(path);
                await account.GiveFolderAsync(path, ct);
                say($"PostgreSQL does not run as root, and its account cannot reach {closed}: the database is in {path}.");
            }

            var folder = new ServerFolder(path, account);
            folder.Lock();
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartUpException(
                $"The data directory {path} cannot be written ({e.Message.TrimEnd('.')}); make it writable or set BankCrm__DataDirectory to another.", e);
        }
    }

    /// <summary>The version that made the data. Null: there is none yet.</summary>
    public async Task<int?> VersionAsync(CancellationToken ct) => File.Exists(VersionFile)
        ? int.Parse((await File.ReadAllTextAsync(VersionFile, ct)).Trim(), CultureInfo.InvariantCulture)
        : null;

    /// <summary>Removes what an initdb left that was cut off, and nothing that somebody put there: a backup, for example.</summary>
    public void DeleteUnfinished()
    {
        if (File.Exists(UnfinishedFile) && Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    /// <exception cref="StartUpException">The folder for the data has something in it that is no database.</exception>
    public void MarkUnfinished()
    {
        if (Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any())
        {
            throw new StartUpException($"{Data} has files in it that are not a database; move them away or set BankCrm__DataDirectory.");
        }

        File.WriteAllText(UnfinishedFile, "");
    }

    public void MarkComplete() => File.Delete(UnfinishedFile);

    /// <summary>The password in the file, which is made where there is none; only its owner can read it.</summary>
    public async Task<string> PasswordAsync(string file, CancellationToken ct)
    {
        if (File.Exists(file) && (await File.ReadAllTextAsync(file, ct)).Trim() is { Length: > 0 } known)
        {
            return known;
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(file, options))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(password), ct);
        }

        await Account.GiveFileAsync(file, ct);
        return password;
    }

    /// <summary>The server's last words, for a message.</summary>
    public string LogEnd() => File.Exists(Log) ? Command.LastWords(string.Join('\n', File.ReadLines(Log).TakeLast(4))) : "";

    public void Dispose()
    {
        ownerLock?.Dispose();
        ownerLock = null;
    }

    // The lock goes with the process, however that ends.
    private void Lock()
    {
        var file = System.IO.Path.Combine(Path, "owner.lock");
        try
        {
            ownerLock = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new StartUpException($"Another BankCrm is using {Path}; stop it or set BankCrm__DataDirectory.");
        }
    }

    // Two copies of the program below /root must not meet in one folder.
    private static string Elsewhere(string path) => System.IO.Path.Combine(
        "/var/lib/bankcrm", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12]);
}
