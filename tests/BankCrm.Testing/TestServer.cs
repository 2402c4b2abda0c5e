using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.PostgresServer;
using Npgsql;

namespace BankCrm.Testing;

/// <summary>
/// One throw-away PostgreSQL for the test process. A template is migrated once, and every test class works in a copy of it, which
/// takes some 30 ms.
/// </summary>
public static class TestServer
{
    private const string Template = "template_crm";
    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly Lazy<Task<PrivatePostgres>> Server = new(StartAsync);
    private static bool templateIsReady;
    private static int copies;

    /// <summary>A copy of the template, which the first caller's <paramref name="migrate"/> fills: it is given the owner's connection string.</summary>
    public static async Task<TestDatabase> CloneAsync(Func<string, Task> migrate)
    {
        var server = await Server.Value;
        await Turn.WaitAsync(); // a template can be copied by one at a time, and by nobody while it is being filled
        try
        {
            if (!templateIsReady)
            {
                await migrate(server.OwnerConnectionString);
                NpgsqlConnection.ClearPool(new(server.OwnerConnectionString));
                await DisconnectAsync(server);
                templateIsReady = true;
            }

            return await CopyAsync(server, Template);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>A database with nothing in it: for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> EmptyAsync()
    {
        var server = await Server.Value;
        var database = await CopyAsync(server, "template1");
        var application = new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString);
        await RunTimeRole.EnsureAsync(database.OwnerConnectionString, application.Password!, CancellationToken.None);
        return database;
    }

    internal static async Task DropAsync(string name) => await ExecuteAsync(await Server.Value, $"drop database if exists {name} with (force)");

    private static async Task<PrivatePostgres> StartAsync()
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var server = await PrivatePostgres.StartAsync(
            new()
            {
                Folder = Path.Combine(root, $"bankcrm-tests-{Environment.ProcessId}-{Guid.NewGuid():n}"),
                Database = Template,
                Throwaway = true,
                MaxConnections = 300,
                NpmFolder = NpmFolder(),
            },
            CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private static async Task<TestDatabase> CopyAsync(PrivatePostgres server, string template)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref copies)}";
        await ExecuteAsync(server, $"create database {name} template {template} strategy file_copy");
        return new(name, Named(server.OwnerConnectionString, name), Named(server.ApplicationConnectionString, name));
    }

    // A pool that the migration made itself may still hold a connection.
    private static Task DisconnectAsync(PrivatePostgres server) => ExecuteAsync(
        server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Template}' and pid <> pg_backend_pid()");

    private static async Task ExecuteAsync(PrivatePostgres server, string sql)
    {
        var address = new NpgsqlConnectionStringBuilder(server.OwnerConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Named(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>Brings the server's programs where none are installed.</summary>
    public static string? NpmFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tools", "postgres-from-npm");
            if (Directory.Exists(tools))
            {
                return tools;
            }
        }

        return null;
    }
}

/// <summary>One database of the test server, dropped at the end.</summary>
public sealed class TestDatabase(string name, string owner, string application) : IAsyncDisposable
{
    public string Name { get; } = name;

    /// <summary>May do anything: migrations, and looking behind the application's back.</summary>
    public string OwnerConnectionString { get; } = owner;

    /// <summary>The role that serves: row-level security holds for it.</summary>
    public string ApplicationConnectionString { get; } = application;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new(OwnerConnectionString));
        NpgsqlConnection.ClearPool(new(ApplicationConnectionString));
        await TestServer.DropAsync(Name);
    }
}
