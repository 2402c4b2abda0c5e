using BankCrm.Application.Platform;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>Before anything is served: the walls stand, and the tables are those this program was built for.</summary>
internal static class RunTimeRoleCheck
{
    /// <exception cref="StartUpException">The role could pass row-level security.</exception>
    public static async Task DemandAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select r.rolsuper or r.rolbypassrls or exists (
              select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_has_role(r.oid, c.relowner, 'member'))
            from pg_roles r where r.rolname = current_user
            """);
        if (await command.ExecuteScalarAsync(ct) is not false)
        {
            throw new StartUpException(
                $"The database role the program serves with could pass row-level security: let ConnectionStrings__BankCrm sign in as {RunTimeRole.Name}, "
                + "and give the owner's connection as ConnectionStrings__BankCrmOwner to the verb 'migrate' only.");
        }
    }
}
