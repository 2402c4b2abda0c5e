using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What a row of a file, or a message of another system, says of a customer whom the bank has.</summary>
internal sealed record RowOfCustomer(Guid CustomerId, RowToApply Row);

/// <summary>What is to be saved of some rows.</summary>
/// <param name="Refused">The place of a row and why it was not applied.</param>
/// <param name="Touched">Whose record is another now.</param>
internal sealed record ChangedCustomers(IReadOnlyDictionary<int, Fault> Refused, HashSet<Guid> Touched);

/// <summary>
/// Changes customers by rows, a few hundred at once, through the same verbs and the same audit as a change by hand: each has an entry of
/// their own.
/// </summary>
internal sealed class CustomerChanger(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, NameReader names, RowUpdate update, IEnumerable<IHearsOfDeaths> hearers, TimeProvider clock)
{
    /// <summary>Tracked and locked, in the transaction that is open; saving is the caller's affair. Nobody is in two rows.</summary>
    /// <param name="versions">The version of a record that its sender saw, by customer: another one there is a conflict when it is saved.</param>
    public async Task<ChangedCustomers> ChangeAsync(IReadOnlyList<RowOfCustomer> rows, CancellationToken ct, IReadOnlyDictionary<Guid, uint>? versions = null)
    {
        var known = await KnownCustomers.LoadAsync(db, ciphers, index, [.. rows.Select(r => r.CustomerId)], rows.Any(r => r.Row.Draft.Notes.Any()), ct);
        var (now, refused, renamed, died) = (clock.GetUtcNow(), new Dictionary<int, Fault>(), new List<Customer>(), new List<Customer>());
        foreach (var (place, row) in rows.Index())
        {
            if (Fault(row, known) is { } fault)
            {
                refused[place] = fault;
                continue;
            }

            var customer = known[row.CustomerId];
            var (name, wasAlive) = ((customer.Customer.Name, customer.Customer.OtherName), customer.Customer.DiedOn is null);
            if (versions?.TryGetValue(row.CustomerId, out var seen) == true)
            {
                db.Entry(customer.Customer).Property(c => c.Version).OriginalValue = seen;
            }

            db.AddRange(update.Apply(customer, row.Row, user.StaffId, now, Branch.DayAt(now)));
            if (name != (customer.Customer.Name, customer.Customer.OtherName))
            {
                renamed.Add(customer.Customer);
            }

            if (wasAlive && customer.Customer.DiedOn is not null)
            {
                died.Add(customer.Customer);
            }
        }

        await RenewNamesAsync(renamed, ct);
        foreach (var hearer in died.Count > 0 ? hearers : [])
        {
            await hearer.HearToldAsync(db, died, now, ct);
        }

        db.ChangeTracker.DetectChanges();
        return new(refused, Touched());
    }

    private Fault? Fault(RowOfCustomer row, IReadOnlyDictionary<Guid, KnownCustomer> known) =>
        !known.TryGetValue(row.CustomerId, out var customer) ? new("No customer of yours is found by this.") // gone since they were looked up
        : !user.MayOpen(customer.Customer.IsProtected) ? new("The record is protected: only some may change it.")
        : RowUpdate.Check(customer.Customer, row.Row.Draft);

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
            if (entry.Entity is CustomerNameKey or IOfCustomer)
            {
                touched.Add(entry.Entity is CustomerNameKey key ? key.CustomerId : ((IOfCustomer)entry.Entity).CustomerId);
            }
        }

        foreach (var root in db.ChangeTracker.Entries<Customer>().Where(e => touched.Contains(e.Entity.Id)))
        {
            root.Property(c => c.ChangedAt).IsModified = true;
        }

        return touched;
    }
}
