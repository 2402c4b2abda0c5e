using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>The role under which the application serves: it owns nothing, and row-level security holds for it.</summary>
internal static class RunTimeRole
{
    public const string Name = "bankcrm_app";

    /// <summary>Makes the role where it is missing, sets its password and lets it read and write what migrations will make.</summary>
    /// <param name="ownerConnection">The database, as its owner.</param>
    /// <param name="password">Null: as it is.</param>
    public static async Task EnsureAsync(string ownerConnection, string? password, CancellationToken ct)
    {
        var once = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(once);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var sql in Statements(password))
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static IEnumerable<string> Statements(string? password) =>
    [
        // Several instances may start at once, and roles belong to all databases of the server.
        "select pg_advisory_xact_lock(hashtext('bankcrm_app'))",
        $"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{Name}') then create role {Name}; end if;
        end $$
        """,
        $"alter role {Name} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication {(password is null ? "" : "password " + Literal(password))}",
        $"grant {Name} to current_user", // so that the owner can act as the role where only one connection is given
        $"grant usage on schema public to {Name}",
        $"alter default privileges in schema public grant select, insert, update, delete on tables to {Name}",
        $"alter default privileges in schema public grant usage, select on sequences to {Name}",
    ];

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
