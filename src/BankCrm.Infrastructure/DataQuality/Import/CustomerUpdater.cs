using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What became of rows whose customers the bank has.</summary>
/// <param name="Unchanged">There was nothing new in them.</param>
internal sealed record UpdateCounts(int Changed, int Unchanged, int Refused, int Remarked);

/// <summary>Changes customers by the rows of a file. What was before is kept for the undo.</summary>
internal sealed class CustomerUpdater(CrmDb db, CustomerChanger changer)
{
    private const int AtOnce = 250;

    private readonly ImageKeeper images = new(db);

    /// <summary>In the transaction that is open. What is to be said of a row is added to the findings.</summary>
    public async Task<UpdateCounts> UpdateAsync(ImportRun run, IReadOnlyList<Candidate> rows, List<NewFinding> findings, CancellationToken ct)
    {
        var sum = new UpdateCounts(0, 0, 0, 0);
        db.ChangeTracker.AutoDetectChangesEnabled = false; // looked for once, for all of them
        foreach (var some in rows.Chunk(AtOnce))
        {
            var counts = await TryAsync(run, some, findings, ct);
            sum = new(sum.Changed + counts.Changed, sum.Unchanged + counts.Unchanged, sum.Refused + counts.Refused, sum.Remarked + counts.Remarked);
        }

        return sum;
    }

    /// <summary>What the database refuses is halved until the rows are found that it will not have; the others are changed.</summary>
    private async Task<UpdateCounts> TryAsync(ImportRun run, Candidate[] rows, List<NewFinding> findings, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction!;
        var point = $"update_{rows[0].Line}_{rows.Length}";
        await transaction.CreateSavepointAsync(point, ct);
        try
        {
            var counts = await ChangeAsync(run, rows, findings, ct);
            await transaction.ReleaseSavepointAsync(point, ct);
            return counts;
        }
        catch (RefusedException e)
        {
            await transaction.RollbackToSavepointAsync(point, ct);
            if (rows is [var only])
            {
                Refuse(only, findings, new(e.Message, e.Args));
                return new(0, 0, 1, 0);
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.Ciphers.Clear();
        }

        var (first, second) = (await TryAsync(run, rows[..(rows.Length / 2)], findings, ct), await TryAsync(run, rows[(rows.Length / 2)..], findings, ct));
        return new(first.Changed + second.Changed, first.Unchanged + second.Unchanged, first.Refused + second.Refused, first.Remarked + second.Remarked);
    }

    private async Task<UpdateCounts> ChangeAsync(ImportRun run, Candidate[] rows, List<NewFinding> findings, CancellationToken ct)
    {
        var result = await changer.ChangeAsync([.. rows.Select(r => new RowOfCustomer(r.Target!.Value, new(r.Draft, r.StatesTier, r.StatesStage)))], ct);
        foreach (var (place, fault) in result.Refused)
        {
            Refuse(rows[place], findings, fault);
        }

        var changed = rows.Where((row, place) => !result.Refused.ContainsKey(place) && result.Touched.Contains(row.Target!.Value)).ToList();
        if (changed.Count > 0)
        {
            await SaveAsync(run, changed, result.Touched, ct);
        }

        return new(changed.Count, rows.Length - result.Refused.Count - changed.Count, result.Refused.Count, changed.Count(c => c.IsRemarked));
    }

    private async Task SaveAsync(ImportRun run, List<Candidate> changed, HashSet<Guid> touched, CancellationToken ct)
    {
        var (lines, customers) = (changed.Select(c => c.Line).ToArray(), changed.Select(c => c.Target!.Value).ToArray());
        var before = await images.BeforeAsync(touched, ct);
        await db.SaveChangesAsync(ct);
        await images.KeepAsync(run.Id, lines, customers, before, ct);
        await ImportSql.AddImportedAsync(db, run.Id, run.BranchId, ImportAction.Updated, lines, customers, ct);
    }

    private static void Refuse(Candidate row, List<NewFinding> findings, Fault fault)
    {
        findings.RemoveAll(f => f.Line == row.Line);
        findings.Add(new(row.Line, ImportFindingKind.Refused, null, fault.Sentence, [.. fault.Args.Select(a => $"{a}")], row.Target));
    }
}
