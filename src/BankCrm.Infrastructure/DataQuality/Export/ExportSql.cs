using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>The statements of an export, each within the transaction that is open.</summary>
internal static class ExportSql
{
    /// <summary>Longer than some rows ever take: beyond it, whoever held the export is taken for dead.</summary>
    private const string Lease = "interval '60 seconds'";

    /// <summary>Takes the oldest export nobody works at. Null: there is none.</summary>
    public static async Task<Guid?> LeaseAsync(CrmDb db, string worker, CancellationToken ct)
    {
        await using var command = db.Command(
            $"""
            update export_progress set leased_by = $1, leased_until = now() + {Lease}, written = 0, total = 0
            where export_id = (
                select e.id from exports e join export_progress p on p.export_id = e.id
                where e.status = 'Waiting' and (p.leased_until is null or p.leased_until < now())
                order by e.id limit 1
                for update of p skip locked)
            returning export_id
            """,
            worker);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>False: somebody cancelled it, or another process has it.</summary>
    public static async Task<bool> TellAsync(CrmDb db, Guid export, string worker, int written, int total, CancellationToken ct) => await db.ExecuteAsync(
        $"""
        update export_progress p set written = $3, total = $4, leased_until = now() + {Lease}
        from exports e where p.export_id = $1 and p.leased_by = $2 and e.id = p.export_id and e.status = 'Waiting'
        """,
        ct, export, worker, written, total) == 1;

    public static Task ReleaseAsync(CrmDb db, Guid export, string worker, CancellationToken ct) =>
        db.ExecuteAsync("update export_progress set leased_by = null, leased_until = null where export_id = $1 and leased_by = $2", ct, export, worker);
}
