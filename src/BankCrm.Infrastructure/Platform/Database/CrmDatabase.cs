using BankCrm.Infrastructure.Admin.Roles;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

public static class CrmDatabase
{
    /// <summary>Old enough for what Debian has.</summary>
    private static readonly Version Oldest = new(15, 0);

    public static DbContextOptionsBuilder<CrmDbContext> UseCrmDatabase(this DbContextOptionsBuilder<CrmDbContext> options, string connectionString) =>
        (DbContextOptionsBuilder<CrmDbContext>)options
            .UseNpgsql(connectionString, npgsql => npgsql.SetPostgresVersion(Oldest))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);

    internal static DbContextOptionsBuilder UseCrmDatabase(this DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options
            .UseNpgsql(database, npgsql => npgsql.SetPostgresVersion(Oldest))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.MultipleCollectionIncludeWarning));

    /// <summary>
    /// Brings the database to what this program needs, as its owner: role, tables, walls, the roles and permissions that come with the
    /// product. May be run again, and by several at once.
    /// </summary>
    public static async Task MigrateAsync(string ownerConnection, string? applicationPassword, CancellationToken ct)
    {
        if (applicationPassword is not null)
        {
            await RunTimeRole.EnsureAsync(ownerConnection, applicationPassword, ct);
        }

        var options = new DbContextOptionsBuilder<CrmDbContext>()
            .UseCrmDatabase(new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString)
            .AddInterceptors(new ScopeInterceptor());
        var work = new Work();
        work.IsDoneBy(CurrentUser.System("migrate"));
        await using var db = new CrmDbContext((DbContextOptions<CrmDbContext>)options.Options, work);
        await db.Database.MigrateAsync(ct);
        await ShippedRoles.OfferAsync(db, ct);
    }
}
