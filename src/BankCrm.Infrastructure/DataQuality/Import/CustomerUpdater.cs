using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What became of rows whose customers the bank has.</summary>
/// <param name="Unchanged">There was nothing new in them.</param>
internal sealed record UpdateCounts(int Changed, int Unchanged, int Refused, int Remarked);

/// <summary>
/// Changes customers by rows, a few hundred at once, through the same verbs and the same audit as a change by hand: each has an entry of
/// their own. What was before is kept for the undo.
/// </summary>
internal sealed class CustomerUpdater(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, NameReader names, RowUpdate update, TimeProvider clock)
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
        var known = await KnownCustomers.LoadAsync(db, ciphers, index, [.. rows.Select(r => r.Target!.Value)], rows.Any(r => r.Draft.Notes.Any()), ct);
        var (now, refused, changed) = (clock.GetUtcNow(), 0, new List<Candidate>(rows.Length));
        var renamed = new List<Customer>();
        foreach (var row in rows)
        {
            if (Fault(row, known) is { } fault)
            {
                Refuse(row, findings, fault);
                refused++;
                continue;
            }

            var customer = known[row.Target!.Value];
            var name = (customer.Customer.Name, customer.Customer.OtherName);
            db.AddRange(update.Apply(customer, new(row.Draft, row.StatesTier, row.StatesStage), user.StaffId, now, Branch.DayAt(now)));
            if (name != (customer.Customer.Name, customer.Customer.OtherName))
            {
                renamed.Add(customer.Customer);
            }

            changed.Add(row);
        }

        await RenewNamesAsync(renamed, ct);
        db.ChangeTracker.DetectChanges();
        var touched = Touched();
        changed.RemoveAll(row => !touched.Contains(row.Target!.Value));
        if (changed.Count > 0)
        {
            await SaveAsync(run, changed, touched, ct);
        }

        return new(changed.Count, rows.Length - refused - changed.Count, refused, changed.Count(c => c.IsRemarked));
    }

    private Fault? Fault(Candidate row, IReadOnlyDictionary<Guid, KnownCustomer> known) =>
        !known.TryGetValue(row.Target!.Value, out var customer) ? new("No customer of yours is found by this.") // gone since they were looked up
        : !user.MayOpen(customer.Customer.IsProtected) ? new("The record is protected: only some may change it.")
        : RowUpdate.Check(customer.Customer, row.Draft);

    private async Task RenewNamesAsync(List<Customer> renamed, CancellationToken ct)
    {
        if (renamed.Count == 0)
        {
            return;
        }

        var ids = renamed.Select(c => c.Id).ToArray();
        var old = (await db.NameKeys.AsTracking().Where(k => ids.Contains(k.CustomerId)).ToListAsync(ct)).ToLookup(k => k.CustomerId);
        foreach (var customer in renamed)
        {
            var wanted = names.Keys(customer);
            db.NameKeys.RemoveRange(old[customer.Id].Where(o => wanted.All(w => w.Key != o.Key)));
            db.NameKeys.AddRange(wanted.Where(w => old[customer.Id].All(o => o.Key != w.Key)));
        }
    }

    /// <summary>Whose record is another now; a change of a part is one of the whole.</summary>
    private HashSet<Guid> Touched()
    {
        var touched = new HashSet<Guid>();
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is not EntityState.Unchanged).ToList())
        {
            touched.Add(entry.Entity is CustomerNameKey key ? key.CustomerId : ((IOfCustomer)entry.Entity).CustomerId);
        }

        foreach (var root in db.ChangeTracker.Entries<Customer>().Where(e => touched.Contains(e.Entity.Id)))
        {
            root.Property(c => c.ChangedAt).IsModified = true;
        }

        return touched;
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
