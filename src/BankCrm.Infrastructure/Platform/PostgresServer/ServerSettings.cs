namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>What the server is started with.</summary>
internal static class ServerSettings
{
    public static string Arguments(PrivatePostgresOptions options, int port) => string.Join(' ', All(options, port)
        .Select(s => $"-c {s.Name}={(s.Value.Length == 0 ? "''" : s.Value)}"));

    private static IEnumerable<(string Name, string Value)> All(PrivatePostgresOptions options, int port) =>
    [
        ("listen_addresses", "127.0.0.1"),
        ("port", $"{port}"),
        ("unix_socket_directories", ""),
        ("max_connections", $"{options.MaxConnections}"),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
        ("jit", "off"), // short queries: compiling them costs more than running them
        ("random_page_cost", "1.1"),
        ("parallel_setup_cost", "20000"), // for counting the bank; two workers started for a page of fifty rows cost more than the page
        ("work_mem", "16MB"),
        ("temp_buffers", "32MB"), // a chunk of customers on its way in; taken only by who needs it
        ("max_wal_size", "4GB"),
        .. options.Throwaway ? Throwaway : Durable,
    ];

    private static IEnumerable<(string Name, string Value)> Throwaway =>
    [
        ("shared_buffers", "128MB"),
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("autovacuum", "off"),
        ("checkpoint_timeout", "1h"),
    ];

    // Durability is PostgreSQL's own default and stays on.
    private static IEnumerable<(string Name, string Value)> Durable =>
    [
        ("shared_buffers", $"{SharedBuffers()}MB"),
        ("effective_io_concurrency", OperatingSystem.IsLinux() ? "200" : "0"), // other systems refuse any other number
        ("checkpoint_timeout", "15min"),
        ("log_min_duration_statement", "-1"),
    ];

    // Half a gigabyte, or an eighth of what this machine or container has.
    private static long SharedBuffers() =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (8 * 1024 * 1024), 64, 512);
}
