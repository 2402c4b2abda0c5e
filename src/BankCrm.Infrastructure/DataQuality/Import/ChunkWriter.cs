using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Writes a chunk: customers, findings, counts and the place to go on from are one transaction, so that whatever ends the process, each
/// row came in once or not at all, and the counts say so.
/// </summary>
internal sealed class ChunkWriter(ICustomerBulkWriter writer, ChunkSealer sealer, CustomerUpdater updater, IColumnCipher cipher, CrmDb db)
{
    /// <summary>False: the lease was lost, or the run was cancelled.</summary>
    public async Task<bool> WriteAsync(ImportRun run, string worker, SealedChunk ready, CancellationToken ct)
    {
        var chunk = ready.Chunk;
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Imports.Where(r => r.Id == run.Id).Select(r => r.Status).SingleAsync(ct) != run.Status)
        {
            ready.Sealed?.Dispose();
            return false;
        }

        var imported = chunk.Candidates;
        if (ready.Sealed is { } prepared && chunk.Candidates.Count > 0)
        {
            imported = [];
            await InsertAsync(run, chunk.Candidates, prepared, imported, chunk.Findings, ct);
            await ImportSql.AddImportedAsync(
                db, run.Id, run.BranchId, ImportAction.Created, [.. imported.Select(c => c.Line)], [.. imported.Select(c => c.Draft.Id)], ct);
        }

        var updated = run.Status is ImportStatus.Running
            ? await updater.UpdateAsync(run, chunk.Updates, chunk.Findings, ct)
            : new(chunk.Updates.Count, 0, 0, chunk.Updates.Count(c => c.IsRemarked));
        await ImportSql.AddFindingsAsync(db, run.Id, run.BranchId, chunk.Findings, ct);
        if (run.Status is ImportStatus.Running && run.Mapping.Has(ImportField.RelatedTo))
        {
            await StageRelationsAsync(run, imported, chunk, ct);
        }

        var counts = new ChunkCounts(
            chunk.LastLine, imported.Count, updated.Changed, chunk.Refused + chunk.Candidates.Count - imported.Count + updated.Refused,
            chunk.AlreadyThere + updated.Unchanged, imported.Count(c => c.IsRemarked) + updated.Remarked, chunk.LeftOut);
        if (!await ImportSql.CountAsync(db, run.Id, worker, counts, ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private Task StageRelationsAsync(ImportRun run, List<Candidate> imported, ReadChunk chunk, CancellationToken ct)
    {
        var refused = chunk.Findings.Where(f => f.Kind is ImportFindingKind.Refused).Select(f => f.Line).ToHashSet();
        return new RelationStager(db, cipher).StageAsync(
            run,
            imported.Select(c => (c, c.Draft.Id)).Concat(chunk.Updates.Where(c => !refused.Contains(c.Line)).Select(c => (c, c.Target!.Value))), ct);
    }

    /// <summary>What the database refuses is halved until the rows are found that it will not have; the others come in.</summary>
    private async Task InsertAsync(
        ImportRun run, List<Candidate> rows, IPreparedCustomers prepared, List<Candidate> imported, List<NewFinding> findings, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction!;
        var point = $"chunk_{rows[0].Line}_{rows.Count}";
        await transaction.CreateSavepointAsync(point, ct);
        try
        {
            await writer.WriteAsync(prepared, new(AuditEvents.Imported) { ObjectType = nameof(ImportRun), ObjectId = run.Id, ReasonText = run.FileName }, ct);
            await transaction.ReleaseSavepointAsync(point, ct);
            imported.AddRange(rows);
            return;
        }
        catch (RefusedException e)
        {
            await transaction.RollbackToSavepointAsync(point, ct);
            if (rows.Count == 1)
            {
                findings.RemoveAll(f => f.Line == rows[0].Line);
                findings.Add(new(rows[0].Line, ImportFindingKind.Refused, null, e.Message, [.. e.Args.Select(a => $"{a}")], null));
                return;
            }
        }

        foreach (var half in new[] { rows[..(rows.Count / 2)], rows[(rows.Count / 2)..] })
        {
            await InsertAsync(run, half, sealer.Again(half), imported, findings, ct);
        }
    }
}
