using System.Runtime.CompilerServices;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>The customers of an exported list, as somebody sees them. What is masked for them stays masked.</summary>
[Policy]
internal sealed class ExportedCustomers(ListChoicesCache choices, RowPhones phones, TimeProvider clock)
{
    private const int AtOnce = 2000;

    public async Task<int> CountAsync(CrmDb db, CurrentUser user, ExportList list, CancellationToken ct)
    {
        var matching = Matching(db, user, list);
        if (list.Selection is not { } selection)
        {
            return await matching.CountAsync(ct);
        }

        var count = 0;
        foreach (var part in await PartsAsync(db, selection, ct))
        {
            count += await matching.CountAsync(c => part.Contains(c.Id), ct);
        }

        return count;
    }

    /// <summary>The list as the user may have it, if it can be had: a selection must be theirs, and hold.</summary>
    public async Task<ExportList> OfAsync(CrmDb db, CurrentUser user, ExportRights rights, ExportList asked, CancellationToken ct)
    {
        var list = rights.Narrow(asked, await ChoicesAsync(db, user, asked, ct));
        return list.Selection is { } id ? list with { Words = (await db.SelectionAsync(id, user, clock.GetUtcNow(), ct)).Words } : list;
    }

    /// <summary>What the filters and the columns of the list speak of.</summary>
    public Task<ListChoices> ChoicesAsync(CrmDb db, CurrentUser user, ExportList list, CancellationToken ct) =>
        choices.OfAsync(db, user, list.Filter.Branch?.Only, clock.GetUtcNow(), ct);

    /// <summary>One after the other, however many there are. Within the transaction that is open: all are of its moment.</summary>
    public async IAsyncEnumerable<CustomerRow> ReadAsync(CrmDb db, CurrentUser user, ExportList list, [EnumeratorCancellation] CancellationToken ct)
    {
        var (seesProtected, offered) = (user.May(CustomerPermissions.ReadProtected), await ChoicesAsync(db, user, list, ct));
        await foreach (var rows in StoredAsync(db, user, list, ct))
        {
            var known = list.Columns.Contains(CustomerColumn.Phone)
                ? await phones.OfAsync(db, [.. rows.Where(row => seesProtected || !row.IsProtected).Select(row => row.Id)], ct)
                : null;
            foreach (var row in rows)
            {
                yield return row.ToRow(seesProtected) with { Branch = offered.BranchName(row.BranchId), Phone = known?.GetValueOrDefault(row.Id) };
            }
        }
    }

    /// <summary>By the place in an order by name, or by a filter, one could guess what a protected record hides: as in the list, they are left out.</summary>
    public static bool LeavesOutProtected(CurrentUser user, ExportList list) =>
        list.Selection is null && !user.May(CustomerPermissions.ReadProtected) && !list.Filter.HidesProtected
        && (list.Order is CustomerOrder.ByName or CustomerOrder.ByNameBackwards || list.Filter.AsksOfThePerson);

    private IQueryable<Customer> Matching(CrmDb db, CurrentUser user, ExportList list)
    {
        var matching = list.Filter.Of(db.Customers, db, user, Branch.DayAt(clock.GetUtcNow()));
        return LeavesOutProtected(user, list) ? matching.Where(c => !c.IsProtected) : matching;
    }

    private async IAsyncEnumerable<List<StoredRow>> StoredAsync(CrmDb db, CurrentUser user, ExportList list, [EnumeratorCancellation] CancellationToken ct)
    {
        var (matching, projection) = (Matching(db, user, list), RowProjection.Of(list.Columns, db));
        if (list.Selection is { } selection)
        {
            foreach (var part in await PartsAsync(db, selection, ct))
            {
                yield return await matching.Where(c => part.Contains(c.Id)).OrderBy(c => c.Id).Select(projection).ToListAsync(ct);
            }

            yield break;
        }

        StoredRow? last = null;
        do
        {
            var rows = await Ordered(After(matching, list.Order, last), list.Order).Select(projection).Take(AtOnce).ToListAsync(ct);
            yield return rows;
            last = rows.Count < AtOnce ? null : rows[^1];
        }
        while (last is not null);
    }

    private static Task<List<Guid[]>> PartsAsync(CrmDb db, Guid selection, CancellationToken ct) =>
        db.PartsOfSelection(selection).Select(p => p.CustomerIds).ToListAsync(ct);

    // The first comparison of names is where the index is entered, the second tells namesakes apart.
    private static IQueryable<Customer> After(IQueryable<Customer> customers, CustomerOrder order, StoredRow? last)
    {
        if (last is null)
        {
            return customers;
        }

        var (id, name) = (last.Id, last.SortName);
        return order switch
        {
            CustomerOrder.OldestFirst => customers.Where(c => c.Id > id),
            CustomerOrder.ByName => customers.Where(c => c.SortName.CompareTo(name) >= 0 && (c.SortName.CompareTo(name) > 0 || c.Id > id)),
            CustomerOrder.ByNameBackwards => customers.Where(c => c.SortName.CompareTo(name) <= 0 && (c.SortName.CompareTo(name) < 0 || c.Id < id)),
            _ => customers.Where(c => c.Id < id),
        };
    }

    private static IOrderedQueryable<Customer> Ordered(IQueryable<Customer> customers, CustomerOrder order) => order switch
    {
        CustomerOrder.OldestFirst => customers.OrderBy(c => c.Id),
        CustomerOrder.ByName => customers.OrderBy(c => c.SortName).ThenBy(c => c.Id),
        CustomerOrder.ByNameBackwards => customers.OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id),
        _ => customers.OrderByDescending(c => c.Id),
    };
}
