using BankCrm.Application.Common;
using BankCrm.Application.Customers.Selections;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Customers.Selections;

/// <summary>One statement for all. Row-level security leaves out whom the user does not see.</summary>
internal sealed class ListWriter(CrmDb db) : IListWriter
{
    // No selection has the id of a customer.
    private const string Source =
        "(select unnest(p.customer_ids) from selected_customers p where p.selection_id = $2 union all select $2::uuid)";

    public Task<IReadOnlyList<ListedOfBranch>> AddAsync(Guid listId, Guid source, Guid byStaffId, DateTimeOffset now, CancellationToken ct) => db.ReadAsync(
        $"""
        with added as (
          insert into listed_customers (list_id, customer_id, branch_id, added_by, added_at)
          select $1, c.id, c.branch_id, $3, $4 from customers c where c.id in {Source} and c.merged_into_id is null
          on conflict do nothing returning branch_id)
        select branch_id, count(*)::int from added group by branch_id
        """,
        row => new ListedOfBranch(row.GetGuid(0), row.GetInt32(1)), ct, listId, source, byStaffId, now);

    public Task<IReadOnlyList<ListedOfBranch>> TakeOffAsync(Guid listId, Guid source, CancellationToken ct) => db.ReadAsync(
        $"""
        with gone as (delete from listed_customers l where l.list_id = $1 and l.customer_id in {Source} returning branch_id)
        select branch_id, count(*)::int from gone group by branch_id
        """,
        row => new ListedOfBranch(row.GetGuid(0), row.GetInt32(1)), ct, listId, source);
}
