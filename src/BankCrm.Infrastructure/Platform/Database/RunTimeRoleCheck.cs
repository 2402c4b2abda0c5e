using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

internal static class RunTimeRoleCheck
{
    /// <summary>Whether the role that these connections act as could pass row-level security.</summary>
    public static async Task<bool> PassesAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select r.rolsuper or r.rolbypassrls or exists (
              select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_has_role(r.oid, c.relowner, 'member'))
            from pg_roles r where r.rolname = current_user
            """);
        return await command.ExecuteScalarAsync(ct) is not false;
    }
}
