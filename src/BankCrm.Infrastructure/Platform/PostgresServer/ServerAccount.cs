using System.Runtime.InteropServices;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>PostgreSQL refuses to run as root, so another account runs it then; otherwise it runs as we do.</summary>
internal sealed partial class ServerAccount
{
    private readonly string? name;

    private ServerAccount(string? name, IReadOnlyList<string> prefix) => (this.name, Prefix) = (name, prefix);

    /// <summary>What stands before a command to run it under this account. Empty: our own account.</summary>
    public IReadOnlyList<string> Prefix { get; }

    public bool IsAnother => name is not null;

    public static ServerAccount Choose()
    {
        if (OperatingSystem.IsWindows() || GetEffectiveUserId() != 0)
        {
            return new(null, []);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(f => f.Length > 3).ToList();
        var account = accounts.Find(f => f[0] == "postgres") ?? accounts.Find(f => f[0] == "nobody");
        if (account is null)
        {
            return new(null, []);
        }

        IReadOnlyList<string> prefix = File.Exists("/usr/bin/setpriv") || File.Exists("/bin/setpriv")
            ? ["setpriv", $"--reuid={account[2]}", $"--regid={account[3]}", "--clear-groups", "--"]
            : ["runuser", "-u", account[0], "--"];
        return new($"{account[2]}:{account[3]}", prefix);
    }

    public string[] As(params IEnumerable<string> command) => [.. Prefix, .. command];

    /// <summary>Gives it the folder; others may pass through but not look inside.</summary>
    public async Task GiveFolderAsync(string folder, CancellationToken ct)
    {
        if (IsAnother)
        {
            await Command.RunAsync(["chown", name!, folder], ct);
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.SetUnixFileMode(folder, IsAnother ? own | pass : own);
        }
    }

    public async Task GiveFileAsync(string file, CancellationToken ct)
    {
        if (IsAnother)
        {
            await Command.RunAsync(["chown", name!, file], ct);
        }
    }

    /// <summary>False where a folder above it is closed to the account: below /root, for example.</summary>
    public async Task<bool> ReachesAsync(string path, CancellationToken ct) =>
        !IsAnother || (await Command.TryAsync(As("test", "-x", path), ct)).ExitCode == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
