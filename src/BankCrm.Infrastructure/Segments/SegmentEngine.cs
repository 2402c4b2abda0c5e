using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BankCrm.Infrastructure.Segments;

/// <summary>What of segments LINQ cannot say.</summary>
internal sealed class SegmentEngine(CrmDb db) : ISegmentEngine
{
    public IQueryable<Customer> Sampled(double percent) => db.Customers.FromSql($"select *, xmin from customers tablesample system ({percent})");

    // Several conditions on one customer hang together, which the planner does not know: it expects a handful of rows where there are a hundred thousand.
    public Task AllowLargeAsync(bool readsAll, CancellationToken ct) =>
        db.ExecuteAsync(readsAll ? "set local work_mem = '64MB'; set local enable_nestloop = off" : "set local work_mem = '64MB'", ct);

    public async Task<int> KeepAsync(Guid snapshotId, IQueryable<Customer> members, CancellationToken ct)
    {
        await using var select = (NpgsqlCommand)members.Select(c => new { c.Id, c.BranchId }).CreateDbCommand();
        await using var insert = db.Command("");
        foreach (var parameter in select.Parameters.Cast<NpgsqlParameter>())
        {
            insert.Parameters.Add(parameter.Clone());
        }

        insert.CommandText = $"insert into segment_members (snapshot_id, customer_id, branch_id) select @snapshot, m.* from ({select.CommandText}) m";
        insert.Parameters.AddWithValue("snapshot", snapshotId);
        return await insert.ExecuteNonQueryAsync(ct);
    }
}
