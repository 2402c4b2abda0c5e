using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.Database;

public sealed class ReadinessTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_database_that_is_older_than_the_program_stops_the_start()
    {
        await CrmDatabase.DemandReadyAsync(crm.Services, CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var older = owner.CreateCommand("delete from \"__EFMigrationsHistory\" where \"MigrationId\" = (select max(\"MigrationId\") from \"__EFMigrationsHistory\")");
        Assert.Equal(1, await older.ExecuteNonQueryAsync());

        var stopped = await Assert.ThrowsAsync<StartUpException>(() => CrmDatabase.DemandReadyAsync(crm.Services, CancellationToken.None));

        Assert.Contains("older than this program", stopped.Message, StringComparison.Ordinal);
    }
}
