using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.PostgresServer;

namespace BankCrm.Web.Platform.Hosting;

/// <summary>The database to serve from: the one that was named, or a private one.</summary>
/// <param name="Connection">Of the role that serves.</param>
/// <param name="OwnerConnection">For migrations. Null: nobody told us.</param>
internal sealed record BankDatabase(string Connection, string? OwnerConnection, PrivatePostgres? Private) : IAsyncDisposable
{
    /// <summary>For what needs none.</summary>
    public static BankDatabase None { get; } = new("", null, null);

    /// <exception cref="StartUpException">There is none to be had.</exception>
    public static async Task<BankDatabase> OpenAsync(WebApplicationBuilder builder, string dataDirectory, CancellationToken ct)
    {
        var named = builder.Configuration.GetConnectionString("BankCrm");
        var owner = builder.Configuration.GetConnectionString("BankCrmOwner");
        if (!string.IsNullOrWhiteSpace(named))
        {
            return string.IsNullOrWhiteSpace(owner) && builder.Environment.IsDevelopment()
                ? await CrmDatabase.SplitOwnerAsync(named, ct) is { } split ? new(split.Application, split.Owner, null) : new(named, null, null)
                : new(named, owner, null);
        }

        if (builder.Environment.IsProduction())
        {
            throw new StartUpException("Name the database: set ConnectionStrings__BankCrm. The private one is for trying the product out.");
        }

        var server = await PrivatePostgres.StartAsync(
            new()
            {
                Folder = Path.Combine(dataDirectory, "postgres"),
                NpmFolder = Path.Combine(builder.Environment.ContentRootPath, "..", "..", "tools", "postgres-from-npm"),
                Say = Console.WriteLine,
            },
            ct);
        return new(server.ApplicationConnectionString, server.OwnerConnectionString, server);
    }

    public ValueTask DisposeAsync() => Private?.DisposeAsync() ?? ValueTask.CompletedTask;
}
