namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>The statements that keep images of rows and put them back. Names of tables and columns are the model's own.</summary>
internal static class ImageSql
{
    private const string Images = "insert into import_images (run_id, line, customer_id, branch_id, table_name, ";

    /// <summary>$1 the ids.</summary>
    public static string Rows(string table) => $"select t.id, to_jsonb(t)::text from \"{table}\" t where t.id = any ($1)";

    /// <summary>Of a table without ids. $1 whose they are.</summary>
    public static string RowsOfCustomers(string table) => $"select t.customer_id, to_jsonb(t)::text from \"{table}\" t where t.customer_id = any ($1)";

    /// <summary>$1 the run, $2 and $3 lines and their customers, $4 the ids of the rows, $5 what they were.</summary>
    public static string KeepChanged(string table) =>
        $"""
        {Images}before, after)
        select $1, a.line, a.customer_id, t.branch_id, '{table}', b.before::jsonb, to_jsonb(t)
        from unnest($4, $5) as b(id, before) join "{table}" t on t.id = b.id
        join unnest($2, $3) as a(line, customer_id) on a.customer_id = t.{CustomerColumn(table)}
        """;

    /// <summary>$4 the ids of the new rows.</summary>
    public static string KeepAdded(string table) =>
        $"""
        {Images}after)
        select $1, a.line, a.customer_id, t.branch_id, '{table}', to_jsonb(t)
        from "{table}" t join unnest($2, $3) as a(line, customer_id) on a.customer_id = t.{CustomerColumn(table)} where t.id = any ($4)
        """;

    /// <summary>Of a table without ids: $4 whose rows they were, $5 what they were.</summary>
    public static string KeepAllBefore(string table) =>
        $"""
        {Images}before)
        select $1, a.line, a.customer_id, (b.before::jsonb ->> 'branch_id')::uuid, '{table}', b.before::jsonb
        from unnest($4, $5) as b(customer_id, before) join unnest($2, $3) as a(line, customer_id) on a.customer_id = b.customer_id
        """;

    /// <summary>$4 whose rows they are.</summary>
    public static string KeepAllAfter(string table) =>
        $"""
        {Images}after)
        select $1, a.line, a.customer_id, t.branch_id, '{table}', to_jsonb(t)
        from "{table}" t join unnest($2, $3) as a(line, customer_id) on a.customer_id = t.customer_id where t.customer_id = any ($4)
        """;

    /// <summary>Lines whose rows are not any more as the import left them. $1 the run, $2 the lines.</summary>
    public static string Changed(string table) =>
        $"""
        select distinct i.line from import_images i left join "{table}" t on {Same(table)}
        where i.run_id = $1 and i.line = any ($2) and i.table_name = '{table}' and i.after is not null
          and (t.{CustomerColumn(table)} is null or (to_jsonb(t) || i.after) <> to_jsonb(t))
        """;

    /// <summary>$1 the run, $2 the lines.</summary>
    public static string RemoveAdded(string table) =>
        $"""
        delete from "{table}" t using import_images i
        where i.run_id = $1 and i.line = any ($2) and i.table_name = '{table}' and i.before is null and {Same(table)}
        """;

    /// <summary>Rows without an id that were there before and are not now.</summary>
    public static string BringBack(string table) =>
        $"""
        insert into "{table}"
        select r.* from import_images i cross join lateral jsonb_populate_record(null::"{table}", i.before) r
        where i.run_id = $1 and i.line = any ($2) and i.table_name = '{table}' and i.after is null
        on conflict do nothing
        """;

    public static string PutBack(string table, IReadOnlyList<string> columns) =>
        $"""
        update "{table}" t set ({string.Join(", ", columns)}) =
          (select {string.Join(", ", columns.Select(c => "r." + c))} from jsonb_populate_record(t, i.before) r)
        from import_images i
        where i.run_id = $1 and i.line = any ($2) and i.table_name = '{table}' and i.before is not null and i.after is not null and {Same(table)}
        """;

    private static string CustomerColumn(string table) => table == "customers" ? "id" : "customer_id";

    private static string Same(string table) => table == "name_keys"
        ? "t.customer_id = i.customer_id and to_jsonb(t) = i.after"
        : "t.id = (coalesce(i.after, i.before) ->> 'id')::uuid";
}
