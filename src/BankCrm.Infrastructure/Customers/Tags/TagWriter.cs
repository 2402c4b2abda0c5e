using BankCrm.Application.Common;
using BankCrm.Application.Customers.Tags;
using BankCrm.Infrastructure.Platform.Database;
using Npgsql;

namespace BankCrm.Infrastructure.Customers.Tags;

/// <summary>One statement for all. Row-level security leaves out whom the user does not see, and each row's version changes.</summary>
internal sealed class TagWriter(CrmDb db) : ITagWriter
{
    private const int Seconds = 120;

    public Task<IReadOnlyList<RetaggedCustomer>> ReplaceAsync(string from, string to, Guid byStaffId, CancellationToken ct) => RunAsync(
        """
        update customers c
        set tags = (select array_agg(distinct t collate "C" order by t collate "C") from unnest(array_replace(c.tags, $1, $2)) as t), changed_at = now(), changed_by = $3
        from (select id, tags @> array[$2::text] as had_both from customers where tags @> array[$1::text] for update) old
        where c.id = old.id
        returning c.id, c.branch_id, old.had_both
        """,
        ct, from, to, byStaffId);

    public Task<IReadOnlyList<RetaggedCustomer>> RestoreAsync(
        string from, string to, IReadOnlyList<Guid> renamed, IReadOnlyList<Guid> hadBoth, Guid byStaffId, CancellationToken ct) => RunAsync(
        """
        update customers c
        set tags = (
              select array_agg(distinct t collate "C" order by t collate "C")
              from unnest(case when c.id = any ($4) then array_replace(c.tags, $2, $1) else c.tags || $1::text end) as t),
            changed_at = now(), changed_by = $3
        where (c.id = any ($4) or c.id = any ($5)) and c.tags @> array[$2::text]
        returning c.id, c.branch_id, c.id = any ($5)
        """,
        ct, from, to, byStaffId, renamed.ToArray(), hadBoth.ToArray());

    private async Task<IReadOnlyList<RetaggedCustomer>> RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = db.Command(sql, values);
        command.CommandTimeout = Seconds;
        var changed = new List<RetaggedCustomer>();
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            changed.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetBoolean(2)));
        }

        return changed;
    }
}
