using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>
/// Tells a chunk to the intake: what it books, findings, counts and the place to go on from are one transaction, so that whatever ends the
/// process, each row was told once or will be. A check tells it too, and takes it back.
/// </summary>
internal sealed class LedgerWriter(CrmDb db, IAccountIntake intake, IBlindIndex index)
{
    private const string BeforeTelling = "before_telling";

    /// <summary>False: the lease was lost, or the run was cancelled.</summary>
    public async Task<bool> WriteAsync(ImportRun run, string worker, LedgerChunk chunk, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Imports.Where(r => r.Id == run.Id).Select(r => r.Status).SingleAsync(ct) != run.Status)
        {
            return false;
        }

        await RefuseOthersAsync(run, chunk, ct);
        await transaction.CreateSavepointAsync(BeforeTelling, ct);
        var told = await TellAsync(run, chunk, ct);
        if (run.Status is not ImportStatus.Running)
        {
            await transaction.RollbackToSavepointAsync(BeforeTelling, ct);
        }

        await ImportSql.AddFindingsAsync(db, run.Id, run.BranchId, chunk.Findings, ct);
        var counts = new ChunkCounts(
            chunk.LastLine, told[IntakeResult.New], told[IntakeResult.Changed], chunk.Refused, told[IntakeResult.Known] + told[IntakeResult.Stale], Remarked(chunk), chunk.LeftOut);
        if (!await ImportSql.CountAsync(db, run.Id, worker, counts, ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Accounts that are there, but not for whoever imports.</summary>
    private async Task RefuseOthersAsync(ImportRun run, LedgerChunk chunk, CancellationToken ct)
    {
        if (chunk.Unseen.Count == 0)
        {
            return;
        }

        var unseen = chunk.Unseen.ConvertAll(a => (Row: a, Lookup: index.OfAccount(a.Told.Number)));
        var (source, lookups) = (run.Mapping.Fixed[ImportField.Source], unseen.ConvertAll(a => a.Lookup));
        var there = await db.Accounts.Where(a => a.Source == source && lookups.Contains(a.NumberLookup)).Select(a => a.NumberLookup).ToListAsync(ct);
        var others = there.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        foreach (var (account, _) in unseen.Where(a => others.Contains(Convert.ToHexString(a.Lookup))))
        {
            chunk.Accounts.Remove(account);
            chunk.Refuse(account.Row.Line, ImportField.AccountNumber, new("Another branch keeps the account of this number."));
        }
    }

    private async Task<Dictionary<IntakeResult, int>> TellAsync(ImportRun run, LedgerChunk chunk, CancellationToken ct)
    {
        var source = run.Mapping.Fixed[ImportField.Source];
        var outcomes = new List<(LedgerRow Row, IntakeOutcome Outcome)>();
        if (chunk.Accounts.Count > 0)
        {
            outcomes.AddRange(chunk.Accounts.Select(a => a.Row).Zip(await intake.TakeAccountsAsync(source, chunk.Accounts.ConvertAll(a => a.Told), ct)));
        }

        if (chunk.Movements.Count > 0)
        {
            outcomes.AddRange(chunk.Movements.Select(m => m.Row).Zip(await intake.TakeTransactionsAsync(source, chunk.Movements.ConvertAll(m => m.Told), ct)));
        }

        var told = Enum.GetValues<IntakeResult>().ToDictionary(r => r, _ => 0);
        foreach (var (row, outcome) in outcomes)
        {
            told[outcome.Result]++;
            Note(chunk, row, outcome);
        }

        return told;
    }

    private static void Note(LedgerChunk chunk, LedgerRow row, IntakeOutcome outcome)
    {
        switch (outcome.Result)
        {
            case IntakeResult.New or IntakeResult.Changed:
                chunk.Findings.AddRange(row.Remarks.Select(r => LedgerChunk.Finding(row.Line, ImportFindingKind.Remark, r)));
                break;
            case IntakeResult.Stale:
                chunk.Findings.Add(LedgerChunk.Finding(row.Line, ImportFindingKind.AlreadyThere, new(null, new("Something newer was told of this account."))));
                break;
            case IntakeResult.Differs:
                chunk.Refuse(row.Line, ImportField.Reference, new("The account has another movement of that day under this reference: nothing was written."));
                break;
            case IntakeResult.Refused:
                chunk.Refuse(row.Line, field: null, outcome.Fault!);
                break;
        }
    }

    private static int Remarked(LedgerChunk chunk) => chunk.Findings.Where(f => f.Kind is ImportFindingKind.Remark).Select(f => f.Line).Distinct().Count();
}
