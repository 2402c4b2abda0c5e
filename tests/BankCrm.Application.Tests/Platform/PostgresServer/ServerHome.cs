using System.Diagnostics;
using System.Globalization;
using BankCrm.Infrastructure.Platform.PostgresServer;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.PostgresServer;

/// <summary>The folder of one private server, and what can be done to it from outside.</summary>
public sealed class ServerHome : IDisposable
{
    public string Folder { get; } = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"bankcrm-server-{Environment.ProcessId}-{Guid.NewGuid():n}");

    public string Data => Path.Combine(Folder, "data");

    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public PrivatePostgresOptions Options => new() { Folder = Folder, NpmFolder = TestServer.NpmFolder() };

    public Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(Options, CancellationToken.None);

    /// <summary>The shell that would stop the server after this process; found by the file it watches.</summary>
    public Process Watchdog() => Process.GetProcesses().Single(IsWatchdog);

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private bool IsWatchdog(Process process)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
            return words.Contains("bankcrm-watchdog") && words.Contains(Path.Combine(Data, "postmaster.pid"));
        }
        catch (IOException)
        {
            return false; // it ended while we looked
        }
    }
}
