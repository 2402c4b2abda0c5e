using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

internal static class DatabaseSetup
{
    /// <summary>What a piece of work reads and writes through: pooled contexts, the one that suits the scope of whoever is at work.</summary>
    /// <param name="connectionString">Of the role that serves.</param>
    public static IServiceCollection AddCrmDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => CrmDatabase.Open(connectionString));
        services.AddSingleton<RecordedValues>();
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<ScopeInterceptor>();
        services.AddPooledDbContextFactory<CrmDbContext>(Use);
        services.AddPooledDbContextFactory<OneBranchDbContext>(Use);
        services.RemoveAll<CrmDbContext>();
        services.RemoveAll<OneBranchDbContext>();
        services.AddScoped(TakeOut);
        services.AddScoped<IRowLock, RowLock>();
        return services;
    }

    private static void Use(IServiceProvider services, DbContextOptionsBuilder options) => options
        .UseCrmDatabase(services.GetRequiredService<NpgsqlDataSource>())
        .AddInterceptors(services.GetRequiredService<AuditInterceptor>(), services.GetRequiredService<ScopeInterceptor>());

    /// <remarks>
    /// The only registration under which a scope owns its context. Under two it would be given back twice, and lent to two pieces of work
    /// at once: one of them would read as the other.
    /// </remarks>
    private static CrmDb TakeOut(IServiceProvider services)
    {
        var work = services.GetRequiredService<Work>();
        CrmDbContext db = work.User.SeesAllBranches || work.User.SeesManyBranches
            ? services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext()
            : services.GetRequiredService<IDbContextFactory<OneBranchDbContext>>().CreateDbContext();
        db.Work = work;
        return db;
    }
}
