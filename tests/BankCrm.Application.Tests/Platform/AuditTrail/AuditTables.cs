using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>Databases with an empty trail behind its walls, and statements on them.</summary>
internal static class AuditTables
{
    public static async Task<TestDatabase> MakeAsync()
    {
        var database = await TestServer.CloneAsync(owner => CrmDatabase.MigrateAsync(owner, applicationPassword: null, CancellationToken.None));
        await RunAsync(
            database.OwnerConnectionString,
            $"""
            alter table audit_entries disable trigger all;
            alter table audit_seals disable trigger all;
            truncate audit_entries, audit_seals, audit_unsealed;
            {AuditTrailSql.Text}
            """);
        return database;
    }

    public static async Task<TestDatabase> CopyAsync(TestDatabase database, string name)
    {
        NpgsqlConnection.ClearPool(new(database.OwnerConnectionString));
        NpgsqlConnection.ClearPool(new(database.ApplicationConnectionString));
        await RunAsync(Named(database.OwnerConnectionString, "postgres"), $"create database {name} template {database.Name} strategy file_copy");
        return new(name, Named(database.OwnerConnectionString, name), Named(database.ApplicationConnectionString, name));
    }

    public static async Task RunAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);

    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Named(string connectionString, string name) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
}
