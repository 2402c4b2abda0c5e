using BankCrm.Infrastructure.DataQuality.Merging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>The statements of an undo. Names of tables and columns are the model's own.</summary>
internal static class UndoSql
{
    public const string Customers = "customers";
    public const string Findings = "import_findings";
    public const string Imported = "imported_customers";
    public const string NameKeys = "name_keys";

    public const string ForgetFindings = "update import_findings set customer_id = null where customer_id = any ($1)";

    public const string RemoveCustomers = "delete from customers where id = any ($1)";

    public const string ForgetImages = "delete from import_images where run_id = $1 and line = any ($2)";

    public const string ForgetImported = "delete from imported_customers where run_id = $1 and line = any ($2)";

    private const string OfLines = "from imported_customers r where r.run_id = $1 and r.line = any ($2)";

    /// <summary>Lines whose customer has been changed, merged or removed since. $1 the run, $2 lines.</summary>
    public const string RootChanged =
        """
        select r.line from imported_customers r left join customers c on c.id = r.customer_id
        where r.run_id = $1 and r.line = any ($2) and (c.id is null or c.changed_at <> r.written_at or c.merged_into_id is not null)
        """;

    /// <summary>
    /// Lines whose customer has something of a later moment: it was added or changed since. Who was registered and has anything at all
    /// that came otherwise cannot go; of who was changed, only the parts of their own record count.
    /// </summary>
    public static string PartChanged(CustomerReference reference) =>
        $"""
        select r.line {OfLines} {(reference.FollowsBranch && reference.IsStamped ? "" : "and r.action = 'Created'")} and exists (
          select from "{reference.Table}" t where ({string.Join(" or ", reference.Columns.Select(c => $"t.\"{c}\" = r.customer_id"))})
          {(reference.IsStamped ? "and (t.changed_at > r.written_at or (r.action = 'Created' and t.changed_at <> r.written_at))" : "")})
        """;

    public static string Remove(CustomerReference reference) =>
        $"delete from \"{reference.Table}\" where {string.Join(" or ", reference.Columns.Select(c => $"\"{c}\" = any ($1)"))}";
}
