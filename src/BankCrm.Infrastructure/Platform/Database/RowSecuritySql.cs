namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>The second wall: PostgreSQL itself shows the run-time role only rows of the branches in its scope. For migrations.</summary>
public static class RowSecuritySql
{
    /// <summary>For a table with a column branch_id. FORCE: holds for its owner too.</summary>
    public static string Protect(string table) =>
        $"""
        {Forced(table)}
        drop policy if exists {table}_scope on {table};
        create policy {table}_scope on {table} using {InScope("branch_id")} with check {InScope("branch_id")};
        """;

    /// <summary>For a table whose rows are a branch's or, where the column is null, everybody's: those are read by all and written by those who see all branches.</summary>
    /// <param name="column">The branch.</param>
    public static string ProtectShared(string table, string column) =>
        $"""
        {Forced(table)}
        create policy {table}_scope on {table} using ({column} is null or {InScope(column)}) with check ({InScope(column)});
        """;

    /// <summary>
    /// For a table between two customers, with from_branch_id and to_branch_id: whoever sees one of the two may see and change the row,
    /// but only who sees both may make it.
    /// </summary>
    public static string ProtectBetween(string table)
    {
        var (from, to) = (InScope("from_branch_id"), InScope("to_branch_id"));
        return
            $"""
            {Forced(table)}
            create policy {table}_seen on {table} for select using ({from} or {to});
            create policy {table}_made on {table} for insert with check ({from} and {to});
            create policy {table}_changed on {table} for update using ({from} or {to}) with check ({from} or {to});
            create policy {table}_taken_back on {table} for delete using ({from} or {to});
            """;
    }

    /// <summary>
    /// For a table with branch_id, written_by and audience that <see cref="Protect"/> protects: of those who see the branch, only they read a row for
    /// whom it was written.
    /// </summary>
    public static string ProtectReaders(string table)
    {
        const string readers =
            """
            (audience = 'Everyone'
              or written_by::text = (select current_setting('crm.staff', true))
              or (audience = 'Branch'
                and branch_id = any ((select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])::uuid[]))
              or (audience = 'Compliance' and (select current_setting('crm.audience', true)) = 'compliance')
              or (select current_setting('crm.audience', true)) = 'all')
            """;
        return $"create policy {table}_readers on {table} as restrictive using {readers} with check {readers};";
    }

    /// <summary>For the accounts and what belongs to them: seen by whoever sees a holder, written by those who see all branches.</summary>
    /// <param name="account">The column that names the account.</param>
    public static string ProtectHeld(string table, string account) =>
        $"""
        {Forced(table)}
        create policy {table}_scope on {table}
          using ({WholeBank} or exists (select from account_holders h where h.account_id = {table}.{account}))
          with check ({WholeBank} or exists (select from account_holders h where h.account_id = {table}.{account}));
        """;

    /// <summary>For what is behind compliance's wall: seen and written by those only who may see alerts, and by the system.</summary>
    public static string ProtectBehindWall(string table)
    {
        const string behind = "((select current_setting('crm.alerts', true)) = 'on')";
        return
            $"""
            {Forced(table)}
            create policy {table}_wall on {table} using {behind} with check {behind};
            """;
    }

    /// <summary>For figures of the whole bank: nobody who sees some branches only sees them.</summary>
    public static string ProtectWhole(string table) =>
        $"""
        {Forced(table)}
        create policy {table}_scope on {table} using ({WholeBank}) with check ({WholeBank});
        """;

    private const string WholeBank = "(select current_setting('crm.scope', true) = 'all')";

    private static string Forced(string table) => $"alter table {table} enable row level security; alter table {table} force row level security;";

    private static string InScope(string column) =>
        $"""
        ({WholeBank}
          or {column} = any ((select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])::uuid[]))
        """;
}
