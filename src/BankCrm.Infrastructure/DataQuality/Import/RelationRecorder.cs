using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Writes down the relations that rows name, once all rows are in. One that cannot be is a remark, and costs its row nothing. The rows
/// that wait, what became of them and the counts are one transaction, so whatever ends the process, each is made once.
/// </summary>
internal sealed class RelationRecorder(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IColumnCipher cipher, IBlindIndex index, TimeProvider clock)
{
    private const int AtOnce = 250;

    private readonly RelatedFinder finder = new(db, cipher, index);

    /// <summary>False: none waits any more, or the lease was lost, or the run was cancelled.</summary>
    public async Task<bool> RecordSomeAsync(ImportRun run, string worker, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var rows = await db.ImportRelations.Where(r => r.RunId == run.Id && r.Related != null).OrderBy(r => r.Line).ThenBy(r => r.Id).Take(AtOnce).ToListAsync(ct);
        if (rows.Count == 0 || await db.Imports.Where(r => r.Id == run.Id).Select(r => r.Status).SingleAsync(ct) != run.Status)
        {
            return false;
        }

        var (findings, made) = (new List<NewFinding>(), new Dictionary<Guid, Guid>());
        await TryAsync([.. rows], findings, made, ct);
        await RelationSql.SettleAsync(db, [.. rows.Select(r => r.Id)], [.. made.Keys], [.. made.Values], ct);
        var changed = made.Count == 0 ? 0 : await RelationSql.AddChangedAsync(db, run.Id, [.. made.Keys], ct);
        var remarked = findings.Count == 0 ? 0 : await RelationSql.CountUnremarkedAsync(db, run.Id, [.. findings.Select(f => f.Line)], ct);
        await ImportSql.AddFindingsAsync(db, run.Id, run.BranchId, findings, ct);
        var lastLine = await db.ImportProgress.Where(p => p.RunId == run.Id).Select(p => p.LastLine).SingleAsync(ct);
        if (!await ImportSql.CountAsync(db, run.Id, worker, new(lastLine, 0, changed, 0, -changed, remarked, 0), ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>What the database refuses is halved until the one is found that it will not have.</summary>
    private async Task TryAsync(ImportRelation[] rows, List<NewFinding> findings, Dictionary<Guid, Guid> made, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction!;
        var point = $"relations_{rows[0].Id:n}_{rows.Length}";
        await transaction.CreateSavepointAsync(point, ct);
        var (found, fresh) = (new List<NewFinding>(), new Dictionary<Guid, Guid>());
        try
        {
            await RecordAsync(rows, found, fresh, ct);
            await transaction.ReleaseSavepointAsync(point, ct);
            findings.AddRange(found);
            fresh.ToList().ForEach(n => made.Add(n.Key, n.Value));
            return;
        }
        catch (RefusedException e)
        {
            await transaction.RollbackToSavepointAsync(point, ct);
            if (rows is [var only])
            {
                findings.Add(Remark(only, new(e.Message, e.Args)));
                return;
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.Ciphers.Clear();
        }

        await TryAsync(rows[..(rows.Length / 2)], findings, made, ct);
        await TryAsync(rows[(rows.Length / 2)..], findings, made, ct);
    }

    private async Task RecordAsync(ImportRelation[] rows, List<NewFinding> findings, Dictionary<Guid, Guid> made, CancellationToken ct)
    {
        var own = rows.Select(r => r.CustomerId).Distinct().ToArray();
        var branches = await db.Customers.Where(c => own.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.BranchId, ct);
        var related = await finder.FindAsync(rows, branches, ct);
        var ids = own.Concat(related.SelectMany(r => r)).Distinct().ToArray();
        var sides = await RelatedSides.LoadAsync(db, ciphers, index, ids, ct);
        foreach (var row in rows)
        {
            if (!sides.Customers.TryGetValue(row.CustomerId, out var customer))
            {
                continue; // gone since, and with them what they were to anybody
            }

            var others = related[row.Id].Where(sides.Customers.ContainsKey).ToList();
            if (others is not [var other])
            {
                findings.Add(Remark(row, others.Count == 0
                    ? new("No customer of yours is found by this: the relation was left out.")
                    : new("Several customers are found by this: the relation was left out.")));
            }
            else if (Record(row, customer, sides.Customers[other], sides, findings) is { } relation)
            {
                made.Add(row.Id, relation.Id);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Null: it stands already, or cannot be.</summary>
    private Relation? Record(ImportRelation row, Customer customer, Customer other, RelatedSides sides, List<NewFinding> findings)
    {
        var kind = row.Role.Kind;
        var (from, to) = row.Role.IsFirst ? Relation.InOrder(kind, other, customer) : Relation.InOrder(kind, customer, other);
        if (sides.Open(kind, from.Id, to.Id) is { } same)
        {
            if (same.Share != row.Share)
            {
                findings.Add(Remark(row, new("The relation stands on the record with another share: it stays as it is.")));
            }

            return null;
        }

        try
        {
            Refuse.If(!user.MayOpen(customer.IsProtected) || !user.MayOpen(other.IsProtected), "The record is protected: only some may change it.");
            var relation = Relation.Record(
                Guid.CreateVersion7(), kind, from, to, new(row.Share, null, ""), sides.AtOdds(kind, from.Id, to.Id), Branch.DayAt(clock.GetUtcNow()), sides.SafeOf(from.Id));
            db.Add(relation);
            sides.Relations.Add(relation);
            return relation;
        }
        catch (RefusedException e)
        {
            findings.Add(Remark(row, new(e.Message, e.Args)));
            return null;
        }
    }

    private static NewFinding Remark(ImportRelation row, Fault fault) =>
        new(row.Line, ImportFindingKind.Remark, ImportField.RelatedTo, fault.Sentence, [.. fault.Args.Select(a => $"{a}")], null);
}
