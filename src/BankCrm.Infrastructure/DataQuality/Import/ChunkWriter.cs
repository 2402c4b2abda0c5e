using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Compares a chunk with the bank and writes it: customers, findings, counts and the place to go on from are one transaction, so that
/// whatever ends the process, each row came in once or not at all, and the counts say so.
/// </summary>
internal sealed class ChunkWriter(ICustomerBulkWriter writer, ICustomerMatches matches, CrmDb db)
{
    /// <summary>False: the lease was lost, or the run was cancelled.</summary>
    public async Task<bool> WriteAsync(ImportRun run, string worker, ReadyChunk chunk, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Imports.Where(r => r.Id == run.Id).Select(r => r.Status).SingleAsync(ct) != run.Status)
        {
            return false;
        }

        var findings = chunk.Findings;
        var remarked = chunk.Candidates.Where(c => c.IsRemarked).Select(c => c.Line).ToHashSet();
        var (fresh, known) = await CompareAsync(chunk.Candidates, findings, remarked, ct);
        var imported = new List<Candidate>(fresh.Count);
        if (run.Status is ImportStatus.Running)
        {
            await InsertAsync(run, fresh, imported, findings, ct);
            await ImportSql.AddImportedAsync(
                db, run.Id, run.BranchId, [.. imported.Select(c => c.Line)], [.. imported.Select(c => c.Customer!.New.Customer.Id)], ct);
        }
        else
        {
            imported.AddRange(fresh);
        }

        remarked.IntersectWith(imported.Select(c => c.Line));
        findings.RemoveAll(f => f.Kind is ImportFindingKind.Remark && !remarked.Contains(f.Line));
        await ImportSql.AddFindingsAsync(db, run.Id, run.BranchId, findings, ct);
        var counts = new ChunkCounts(
            chunk.LastLine, imported.Count, chunk.Refused + fresh.Count - imported.Count, known, remarked.Count, chunk.LeftOut);
        if (!await ImportSql.CountAsync(db, run.Id, worker, counts, ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<(List<Candidate> Fresh, int Known)> CompareAsync(
        IReadOnlyList<Candidate> candidates, List<NewFinding> findings, HashSet<int> remarked, CancellationToken ct)
    {
        var references = candidates.Where(c => c.ExternalRef.Length > 0).Select(c => c.ExternalRef).ToArray();
        var imported = references.Length == 0 ? [] : await db.Customers
            .Where(c => c.ExternalRef != null && references.Contains(c.ExternalRef))
            .ToDictionaryAsync(c => (c.ExternalRef!, c.BranchId), c => c.Id, ct);
        var met = (await matches.FindAsync([.. candidates.Select(c => c.Traits)], ct)).ToLookup(m => m.Asked);
        var fresh = new List<Candidate>(candidates.Count);
        foreach (var (place, candidate) in candidates.Index())
        {
            if (Known(candidate, met[place], imported) is { } finding)
            {
                findings.Add(finding);
                continue;
            }

            fresh.Add(candidate);
            if (met[place].FirstOrDefault(m => m.Kind is CustomerMatchKind.NameAndBirth) is { } alike)
            {
                remarked.Add(candidate.Line);
                findings.Add(new(
                    candidate.Line, ImportFindingKind.Remark, ImportField.Name, "A customer has the same name and date of birth. Are they the same person?", [], alike.CustomerId));
            }
        }

        return (fresh, candidates.Count - fresh.Count);
    }

    private static NewFinding? Known(Candidate candidate, IEnumerable<CustomerMatch> met, Dictionary<(string, Guid), Guid> imported) =>
        candidate.ExternalRef.Length > 0 && imported.TryGetValue((candidate.ExternalRef, candidate.BranchId), out var before)
            ? new(candidate.Line, ImportFindingKind.AlreadyThere, ImportField.ExternalRef, "This row was imported before: a customer has its number.", [], before)
        : met.FirstOrDefault(m => m.Kind is CustomerMatchKind.Document) is not { } same ? null
        : new(
            candidate.Line, ImportFindingKind.AlreadyThere, ImportField.DocumentNumber,
            same.CustomerId is null
                ? "A customer of another branch has this document. Ask the head office."
                : "A customer of the bank has this document already.",
            [], same.CustomerId);

    /// <summary>What the database refuses is halved until the rows are found that it will not have; the others come in.</summary>
    private async Task InsertAsync(ImportRun run, List<Candidate> rows, List<Candidate> imported, List<NewFinding> findings, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var transaction = db.Database.CurrentTransaction!;
        var point = $"chunk_{rows[0].Line}_{rows.Count}";
        await transaction.CreateSavepointAsync(point, ct);
        try
        {
            await writer.WriteAsync(
                [.. rows.Select(r => r.Customer!)],
                new(AuditEvents.Imported) { ObjectType = nameof(ImportRun), ObjectId = run.Id, ReasonText = run.FileName }, ct);
            await transaction.ReleaseSavepointAsync(point, ct);
            imported.AddRange(rows);
        }
        catch (RefusedException e)
        {
            await transaction.RollbackToSavepointAsync(point, ct);
            if (rows.Count == 1)
            {
                findings.Add(new(rows[0].Line, ImportFindingKind.Refused, null, e.Message, [.. e.Args.Select(a => $"{a}")], null));
                return;
            }

            await InsertAsync(run, rows[..(rows.Count / 2)], imported, findings, ct);
            await InsertAsync(run, rows[(rows.Count / 2)..], imported, findings, ct);
        }
    }
}
