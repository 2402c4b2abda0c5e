using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Database;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>
/// A PostgreSQL server of the program's own: made on first use, started with the program and stopped with it. After any crash of
/// either, the next start finds everything that was committed.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Owner = "bankcrm";

    private readonly PrivatePostgresOptions options;
    private readonly ServerFolder folder;
    private readonly PostgresPrograms programs;
    private Watchdog? watchdog;

    private PrivatePostgres(PrivatePostgresOptions options, ServerFolder folder, PostgresPrograms programs) =>
        (this.options, this.folder, this.programs) = (options, folder, programs);

    /// <summary>For migrations: may do anything.</summary>
    public string OwnerConnectionString { get; private set; } = "";

    /// <summary>For serving: row-level security holds for it.</summary>
    public string ApplicationConnectionString { get; private set; } = "";

    /// <summary>Where the server's files are; not always where they were asked for.</summary>
    public string Folder => folder.Path;

    /// <exception cref="StartUpException">It cannot run here; the message says why and what to do.</exception>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken ct)
    {
        var home = await ServerFolder.OpenAsync(options.Folder, options.Say, ct);
        PrivatePostgres? server = null;
        try
        {
            home.DeleteUnfinished();
            var found = await PostgresPrograms.FindAsync(options, await home.VersionAsync(ct), ct);
            server = new(options, home, await ReachableAsync(found, home, ct));
            await server.StartAsync(ct);
            return server;
        }
        catch (Exception e)
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            home.Dispose();
            throw Understood(e, home);
        }
    }

    /// <summary>Stops the server. What still uses it loses its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (watchdog is not null)
        {
            await watchdog.DisposeAsync();
            watchdog = null;
        }
        else if (File.Exists(folder.PidFile))
        {
            await Command.TryAsync(PgCtl("stop", "-m", "fast", "-w"), CancellationToken.None);
        }

        folder.Dispose();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var ownerPassword = await folder.PasswordAsync(folder.OwnerPasswordFile, ct);
        var applicationPassword = await folder.PasswordAsync(folder.ApplicationPasswordFile, ct);
        if (await folder.VersionAsync(ct) is null)
        {
            await CreateAsync(ct);
        }

        await StopWhatIsLeftAsync(ct);
        var port = await LaunchAsync(ct);
        var pid = int.Parse(File.ReadLines(folder.PidFile).First(), CultureInfo.InvariantCulture);
        watchdog = Watchdog.Start(pid, folder.PidFile, options.Throwaway ? folder.Path : null);

        var address = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Database = options.Database };
        OwnerConnectionString = With(address, Owner, ownerPassword);
        ApplicationConnectionString = With(address, RunTimeRole.Name, applicationPassword);
        await PrepareDatabaseAsync(applicationPassword, ct);
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        folder.MarkUnfinished();
        IEnumerable<string> command = [programs.InitDb, "-D", folder.Data, "-U", Owner, "-A", "scram-sha-256",
            "--pwfile", folder.OwnerPasswordFile, "--encoding=UTF8", $"--locale={await LocaleAsync(ct)}"];
        await Command.RunAsync(folder.Account.As(options.Throwaway ? [.. command, "--no-sync"] : command), ct);
        folder.MarkComplete();
    }

    // pg_trgm sees Chinese letters only where the character type is a UTF-8 locale: plain C will not do.
    private static async Task<string> LocaleAsync(CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            return "C";
        }

        using var list = Command.Prepare(["locale", "-a"]);
        list.StartInfo.RedirectStandardOutput = true;
        try
        {
            list.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "C.UTF-8"; // a system without the command knows no other
        }

        var known = (await list.StandardOutput.ReadToEndAsync(ct)).Split('\n', StringSplitOptions.TrimEntries);
        string[] wanted = ["C.UTF-8", "C.utf8", "zh_CN.UTF-8", "zh_CN.utf8", "en_US.UTF-8", "en_US.utf8"];
        return wanted.FirstOrDefault(known.Contains) ?? "C";
    }

    // A server that outlived the program and its watchdog is not taken over: its watchdog may be about to stop it.
    private async Task StopWhatIsLeftAsync(CancellationToken ct)
    {
        if (!File.Exists(folder.PidFile))
        {
            return;
        }

        if (!IsPostgres(File.ReadLines(folder.PidFile).FirstOrDefault()))
        {
            File.Delete(folder.PidFile);
        }
        else
        {
            await Command.TryAsync(PgCtl("stop", "-m", "fast", "-w", "-t", "60"), ct);
        }
    }

    // A killed server that nobody has collected (a container without an init) still has its number, and numbers are given again.
    private static bool IsPostgres(string? pid)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return true; // not Linux: pg_ctl finds out
        }

        try
        {
            return File.ReadAllText($"/proc/{pid?.Trim()}/stat").Split(") ", 2) is [var head, var state]
                && head.Contains("(postgres", StringComparison.Ordinal) && !state.StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<int> LaunchAsync(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var port = options.NextPort();
            var (exitCode, words) = await Command.TryAsync(
                PgCtl("-l", folder.Log, "-w", "-t", "60", "-s", "-o", ServerSettings.Arguments(options, port), "start"), ct);
            if (exitCode == 0)
            {
                return port;
            }

            // Processes of a killed server take a moment to notice, and another program may have been given the port meanwhile.
            var log = folder.LogEnd();
            var passes = log.Contains("still in use", StringComparison.Ordinal) || log.Contains("could not create any TCP", StringComparison.Ordinal);
            if (!passes || Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(10))
            {
                throw new StartUpException($"PostgreSQL did not start: {words} {log} (its log is {folder.Log})");
            }

            await Task.Delay(200, ct);
        }
    }

    private async Task PrepareDatabaseAsync(string applicationPassword, CancellationToken ct)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(ct);
        await using (var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection))
        {
            exists.Parameters.Add(new() { Value = options.Database });
            if (await exists.ExecuteScalarAsync(ct) is null)
            {
                await using var create = new NpgsqlCommand($"create database \"{options.Database}\"", connection);
                await create.ExecuteNonQueryAsync(ct);
            }
        }

        await RunTimeRole.EnsureAsync(OwnerConnectionString, applicationPassword, ct);
        if (!options.Throwaway)
        {
            await CompressLogAsync(connection, ct);
        }
    }

    // Not every build has lz4; pglz takes as much of the processor as all the rest of a large import. Given on the command line, it could
    // not be changed here.
    private static async Task CompressLogAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            "select best from (select setting, case when 'lz4' = any (enumvals) then 'lz4' else 'pglz' end as best "
                + "from pg_settings where name = 'wal_compression') s where setting <> best",
            connection);
        if (await ask.ExecuteScalarAsync(ct) is string best)
        {
            await using var set = new NpgsqlCommand($"alter system set wal_compression = '{best}'", connection);
            await set.ExecuteNonQueryAsync(ct);
            await using var reload = new NpgsqlCommand("select pg_reload_conf()", connection);
            await reload.ExecuteNonQueryAsync(ct);
        }
    }

    private string[] PgCtl(params IEnumerable<string> arguments) => folder.Account.As([programs.PgCtl, "-D", folder.Data, .. arguments]);

    // Programs that npm put below /root are copied to where the server's account can run them.
    private static async Task<PostgresPrograms> ReachableAsync(PostgresPrograms found, ServerFolder home, CancellationToken ct)
    {
        if (await home.Account.ReachesAsync(found.Postgres, ct))
        {
            return found;
        }

        var copy = Path.Combine(home.Path, "programs");
        if (!Directory.Exists(copy))
        {
            var half = copy + ".part"; // a copy that was cut off must not be used
            await Command.RunAsync(["rm", "-rf", half], ct);
            await Command.RunAsync(["cp", "-R", "-P", Path.GetDirectoryName(found.Folder)!, half], ct);
            await Command.RunAsync(["chmod", "-R", "a+rX", half], ct);
            Directory.Move(half, copy);
        }

        return new(Path.Combine(copy, "bin"));
    }

    private static string With(NpgsqlConnectionStringBuilder address, string user, string password) =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString) { Username = user, Password = password }.ConnectionString;

    private static Exception Understood(Exception e, ServerFolder home)
    {
        var text = e.Message + home.LogEnd();
        return e switch
        {
            OperationCanceledException => e,
            _ when text.Contains("No space left on device", StringComparison.Ordinal) => new StartUpException(
                $"The disk that holds {home.Path} is full: make room (an empty bank needs 200 MB) or set BankCrm__DataDirectory.", e),
            StartUpException => e,
            NpgsqlException => new StartUpException($"The private PostgreSQL in {home.Path} started but does not answer: {e.Message}", e),
            IOException or UnauthorizedAccessException => new StartUpException(
                $"{home.Path} cannot be used ({e.Message}); mend it or set BankCrm__DataDirectory.", e),
            _ => e,
        };
    }
}
