using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Infrastructure;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.PostgresServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Benchmarks;

/// <summary>The application without the web on a durable database of its own: a new one that is thrown away, or one that exists and stays.</summary>
internal sealed class BenchBank : IAsyncDisposable
{
    private readonly PrivatePostgres server;
    private readonly IHost host;
    private readonly bool isKept;

    private BenchBank(PrivatePostgres server, IHost host, string data, bool isKept) => (this.server, this.host, Data, this.isKept) = (server, host, data, isKept);

    /// <summary>The data directory.</summary>
    public string Data { get; }

    public IServiceProvider Services => host.Services;

    public IServiceScopeFactory Scopes => host.Services.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Of the role that may do everything.</summary>
    public string OwnerAddress => server.OwnerConnectionString;

    /// <summary>The process of the database, whose time its children's is added to.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <param name="data">A data directory that exists. Null: a new one.</param>
    public static async Task<BenchBank> StartAsync(string? data = null)
    {
        var folder = data is null ? Directory.CreateTempSubdirectory("bankcrm-bench-").FullName : Path.GetFullPath(data);
        var postgres = await PrivatePostgres.StartAsync(new() { Folder = Path.Combine(folder, "postgres") }, CancellationToken.None);
        await CrmDatabase.MigrateAsync(postgres.OwnerConnectionString, applicationPassword: null, CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        builder.Configuration["BankCrm:DataDirectory"] = folder;
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddApplication().AddInfrastructure(postgres.ApplicationConnectionString, builder.Configuration, builder.Environment);
        return new(postgres, builder.Build(), folder, isKept: data is not null);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await server.DisposeAsync();
        if (!isKept)
        {
            Directory.Delete(server.Folder, recursive: true);
            Directory.Delete(Data, recursive: true);
        }
    }
}
