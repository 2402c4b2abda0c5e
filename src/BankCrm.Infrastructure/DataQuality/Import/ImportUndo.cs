using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.DataQuality.Merging;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Takes back what an import wrote: who was registered goes, who was changed is as before, byte for byte. Whomever somebody has changed
/// since, in their record or in anything that points at it, stays as they are and is reported.
/// </summary>
internal sealed class ImportUndo(CrmDb db, IAuditTrail audit)
{
    private const int ChunkSize = 2000;
    private const string Scores = "customer_scores"; // a feature of the same tier: known by its table, as all others are

    /// <summary>Come with every customer, or are worked out from them: nobody's work is lost with them.</summary>
    private readonly CustomerReference[] follow =
        [
            CustomerReferences.Of<DuplicatePair>(db.Model), CustomerReferences.Of<CustomerNameKey>(db.Model), CustomerReferences.Of<CustomerKey>(db.Model),
            .. CustomerReferences.In(db.Model).Where(r => r.Table == Scores),
        ];

    private IReadOnlyList<CustomerReference> References => field ??=
    [
        .. CustomerReferences.In(db.Model).Where(r => r.Table is not (UndoSql.Findings or UndoSql.Imported or RelationSql.Table) && !follow.Any(f => f.Table == r.Table)),
    ];

    /// <summary>The last line that was dealt with, in a transaction of its own. Null: there is none any more, or the lease was lost.</summary>
    public async Task<int?> UndoSomeAsync(ImportRun run, string worker, int afterLine, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var rows = await db.ImportedCustomers.Where(r => r.RunId == run.Id && r.Line > afterLine).OrderBy(r => r.Line).Take(ChunkSize).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return null;
        }

        await ImportSql.LockAsync(db, [.. rows.Select(r => r.CustomerId)], ct);
        var changed = await ChangedSinceAsync(run.Id, rows, ct);
        var back = rows.Where(r => !changed.Contains(r.Line)).ToLookup(r => r.Action);
        await TakeBackRelationsAsync(run.Id, [.. back.SelectMany(r => r).Select(r => r.CustomerId)], ct);
        await RemoveAsync([.. back[ImportAction.Created].Select(r => r.CustomerId)], ct);
        await PutBackAsync(run, [.. back[ImportAction.Updated]], ct);
        await ReportAsync(run, rows, changed, ct);
        if (!await ImportSql.CountUndoneAsync(db, run.Id, worker, rows[^1].Line, rows.Count - changed.Count, changed.Count, ct))
        {
            return null; // rolled back
        }

        await transaction.CommitAsync(ct);
        return rows[^1].Line;
    }

    private async Task<HashSet<int>> ChangedSinceAsync(Guid runId, List<ImportedCustomer> rows, CancellationToken ct)
    {
        var changed = new HashSet<int>();
        var lines = rows.Select(r => r.Line).ToArray();
        await AddAsync(UndoSql.RootChanged);
        foreach (var reference in References.Concat(CustomerReferences.Staying(db.Model)))
        {
            await AddAsync(reference.Table == RelationSql.Relations ? RelationSql.Changed : UndoSql.PartChanged(reference));
        }

        foreach (var table in await ImagesAsync(runId, lines, ct))
        {
            await AddAsync(ImageSql.Changed(table));
        }

        return changed;

        async Task AddAsync(string sql) => changed.UnionWith(await db.ReadAsync(sql, row => row.GetInt32(0), ct, runId, lines));
    }

    /// <summary>First of all: who is registered still points at somebody by them. Between two who are left, they stay.</summary>
    private async Task TakeBackRelationsAsync(Guid runId, Guid[] customers, CancellationToken ct)
    {
        await db.ExecuteAsync(RelationSql.TakeBack, ct, runId, customers);
        await db.ExecuteAsync(RelationSql.Forget, ct, runId, customers);
    }

    private async Task RemoveAsync(Guid[] customers, CancellationToken ct)
    {
        if (customers.Length == 0)
        {
            return;
        }

        await db.ExecuteAsync(UndoSql.ForgetFindings, ct, customers);
        foreach (var reference in References.Where(r => r.Table != UndoSql.Customers).Concat(follow))
        {
            await db.ExecuteAsync(UndoSql.Remove(reference), ct, customers);
        }

        await db.ExecuteAsync(UndoSql.RemoveCustomers, ct, customers);
    }

    private async Task PutBackAsync(ImportRun run, ImportedCustomer[] rows, CancellationToken ct)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var lines = rows.Select(r => r.Line).ToArray();
        var tables = await ImagesAsync(run.Id, lines, ct);
        foreach (var table in tables)
        {
            await db.ExecuteAsync(ImageSql.RemoveAdded(table), ct, run.Id, lines); // first, where a value may stand once only
        }

        foreach (var table in tables)
        {
            await (table == UndoSql.NameKeys
                ? db.ExecuteAsync(ImageSql.BringBack(table), ct, run.Id, lines)
                : db.ExecuteAsync(ImageSql.PutBack(table, await db.ColumnsAsync(table, ct)), ct, run.Id, lines));
        }

        await db.ExecuteAsync(UndoSql.ForgetImages, ct, run.Id, lines);
        await db.ExecuteAsync(UndoSql.ForgetImported, ct, run.Id, lines);
        foreach (var row in rows)
        {
            audit.Record(new(AuditEvents.ImportUndone)
            {
                ObjectType = nameof(Customer),
                ObjectId = row.CustomerId,
                CustomerRef = row.CustomerId,
                BranchId = row.BranchId,
                ReasonText = run.FileName,
            });
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task ReportAsync(ImportRun run, List<ImportedCustomer> rows, HashSet<int> changed, CancellationToken ct)
    {
        var left = rows.Where(r => changed.Contains(r.Line)).Select(r => new NewFinding(
            r.Line, ImportFindingKind.NotUndone, null, "Somebody has changed the customer since the import: they stay as they are.", [], r.CustomerId));
        await ImportSql.AddFindingsAsync(db, run.Id, run.BranchId, [.. left], ct);
        var gone = rows.Where(r => r.Action is ImportAction.Created && !changed.Contains(r.Line)).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        await audit.WriteAsync(
            new(AuditEvents.ImportUndone)
            {
                ObjectType = nameof(ImportRun),
                ObjectId = run.Id,
                BranchId = run.BranchId,
                ReasonText = run.FileName,
                Changes = AuditChanges.Of([("Customers", gone.Count, null), ("FirstId", gone[0].CustomerId, null), ("LastId", gone[^1].CustomerId, null)]),
            },
            ct);
    }

    private async Task<IReadOnlyList<string>> ImagesAsync(Guid runId, int[] lines, CancellationToken ct) =>
        await db.ImportImages.Where(i => i.RunId == runId && lines.Contains(i.Line)).Select(i => i.TableName).Distinct().ToListAsync(ct);
}
