namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>The second wall: PostgreSQL itself shows the run-time role only rows of the branches in its scope. For migrations.</summary>
public static class RowSecuritySql
{
    private const string Scope =
        """
        ((select current_setting('crm.scope', true) = 'all')
          or branch_id = any ((select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])::uuid[]))
        """;

    /// <summary>For a table with a column branch_id. FORCE: holds for its owner too.</summary>
    public static string Protect(string table) =>
        $"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        drop policy if exists {table}_scope on {table};
        create policy {table}_scope on {table} using {Scope} with check {Scope};
        """;
}
