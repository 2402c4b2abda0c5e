using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.PostgresServer;

public sealed class TestServerTests
{
    [Fact]
    public async Task An_empty_database_lets_both_roles_in_and_only_the_owner_make_tables()
    {
        await using var database = await TestServer.EmptyAsync();

        await ExecuteAsync(database.OwnerConnectionString, "create table notes (id int)");
        await ExecuteAsync(database.ApplicationConnectionString, "insert into notes values (1)");
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(database.ApplicationConnectionString, "create table others (id int)"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_server_sees_trigrams_of_Chinese_names()
    {
        await using var database = await TestServer.EmptyAsync();

        await ExecuteAsync(database.OwnerConnectionString, "create extension pg_trgm");
        var trigrams = await ExecuteAsync(database.OwnerConnectionString, "select cardinality(show_trgm('张伟'))");

        Assert.NotEqual(0, trigrams);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
