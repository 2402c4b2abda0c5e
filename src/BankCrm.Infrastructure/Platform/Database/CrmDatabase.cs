using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Admin.Roles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace BankCrm.Infrastructure.Platform.Database;

public static class CrmDatabase
{
    /// <summary>Old enough for what Debian has.</summary>
    private static readonly Version Oldest = new(15, 0);

    /// <summary>On each connection; the least used one makes room.</summary>
    private const int MostPlans = 200;

    internal static void Dialect(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.SetPostgresVersion(Oldest);

    public static DbContextOptionsBuilder<CrmDbContext> UseCrmDatabase(this DbContextOptionsBuilder<CrmDbContext> options, string connectionString) =>
        (DbContextOptionsBuilder<CrmDbContext>)options
            .UseNpgsql(connectionString, Dialect)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);

    internal static DbContextOptionsBuilder UseCrmDatabase(this DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options
            .UseNpgsql(database, Dialect)
            .UseModel(CrmModels.For(options.Options.ContextType))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(warnings => warnings
                .Throw(RelationalEventId.MultipleCollectionIncludeWarning)
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)); // counts stop at their limit in any order

    /// <summary>Of an instance: two of them and a deployment step fit into what a server has that nobody tuned.</summary>
    private const int MostConnections = 40;

    /// <summary>
    /// A data source that has the server keep the plans of statements that come again: making one takes longer than most of them run.
    /// What the connection string itself says of it holds, for a pooler in between may not allow it. A connection goes back as it is:
    /// whatever is set on one is set for a transaction.
    /// </summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (!connection.ShouldSerialize("Max Auto Prepare"))
        {
            connection.MaxAutoPrepare = MostPlans;
        }

        if (!connection.ShouldSerialize("Maximum Pool Size"))
        {
            connection.MaxPoolSize = MostConnections; // who comes when all are busy waits; beyond what the server has, it would be turned away
        }

        return NpgsqlDataSource.Create(connection);
    }

    /// <summary>
    /// For a database that was named by one connection only, which is its owner's: the two roles in which to use it. Null: that
    /// connection cannot pass row-level security, so it is the serving role's.
    /// </summary>
    public static async Task<(string Owner, string Application)?> SplitOwnerAsync(string connectionString, CancellationToken ct)
    {
        await using (var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString))
        {
            if (!await RunTimeRoleCheck.PassesAsync(database, ct))
            {
                return null;
            }
        }

        await RunTimeRole.EnsureAsync(connectionString, password: null, ct);
        return (connectionString, new NpgsqlConnectionStringBuilder(connectionString) { Options = $"-c role={RunTimeRole.Name}" }.ConnectionString);
    }

    /// <summary>Before anything is served: the walls stand, and the tables are those this program was built for.</summary>
    /// <exception cref="StartUpException">They do not, or are not; the message says what to do.</exception>
    public static async Task DemandReadyAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        try
        {
            if (await RunTimeRoleCheck.PassesAsync(database, ct))
            {
                throw new StartUpException(
                    $"The database role the program serves with could pass row-level security: let ConnectionStrings__BankCrm sign in as {RunTimeRole.Name}, "
                    + "and give the owner's connection as ConnectionStrings__BankCrmOwner to the verb 'migrate'.");
            }

            await using var connection = await database.OpenConnectionAsync(ct);
            if (!await AppliedMigrations.AreAllAsync(connection, ct))
            {
                throw new StartUpException("The database is older than this program: run the verb 'migrate' first.");
            }
        }
        catch (NpgsqlException e)
        {
            throw new StartUpException($"The database does not answer: {e.Message}", e);
        }
    }

    /// <summary>
    /// Brings the database to what this program needs, as its owner: role, tables, walls, the roles and permissions that come with the
    /// product. May be run again, and by several at once; changes nothing where nothing is missing.
    /// </summary>
    public static async Task MigrateAsync(string ownerConnection, string? applicationPassword, CancellationToken ct)
    {
        if (applicationPassword is not null)
        {
            await RunTimeRole.EnsureAsync(ownerConnection, applicationPassword, ct);
        }

        var unpooled = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString;
        if (await IsCurrentAsync(unpooled, ct))
        {
            return;
        }

        var options = new DbContextOptionsBuilder<CrmDbContext>()
            .UseCrmDatabase(unpooled)
            .AddInterceptors(new ScopeInterceptor());
        await using var db = new CrmDbContext(options.Options);
        db.Work.IsDoneBy(CurrentUser.System("migrate"));
        await db.Database.MigrateAsync(ct);
        await ShippedRoles.OfferAsync(db, ct);
    }

    // Most starts have nothing to bring. EF Core would need seconds to say so, for which it builds two models of the whole bank.
    private static async Task<bool> IsCurrentAsync(string ownerConnection, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(ct);
        return await AppliedMigrations.AreAllAsync(connection, ct) && await ShippedRoles.AreOfferedAsync(connection, ct);
    }
}
