using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.List;

public enum CustomerOrder
{
    NewestFirst,
    OldestFirst,
    ByName,
    ByNameBackwards,
}

/// <summary>A page of the customers that are the user's to see.</summary>
/// <param name="After">The cursor of the page before.</param>
/// <param name="CountsAll">Counts to the end, for as long as that may take.</param>
/// <param name="Columns">Null: the usual ones.</param>
[Allow(CustomerPermissions.Read)]
public sealed record ListCustomers(
    CustomerFilter Filter, CustomerOrder Order = default, string? After = null, bool CountsAll = false, IReadOnlyList<CustomerColumn>? Columns = null);

/// <param name="Count">How many match in all; beyond <see cref="ListCustomersHandler.CountLimit"/> only if all were counted.</param>
/// <param name="IsCounted">All of them were counted.</param>
/// <param name="LeavesOutProtected">By the place in an order by name one could guess the name, by a filter what it asks for.</param>
public sealed record CustomerList(Page<CustomerRow> Page, int Count, bool IsCounted, bool LeavesOutProtected, ListChoices Choices);

internal sealed class ListCustomersHandler(
    CrmDb db, CurrentUser user, ListChoicesCache choices, LongLists longLists, RowPhones phones, TimeProvider clock)
    : IQueryHandler<ListCustomers, CustomerList>
{
    public const int CountLimit = 1000;
    private const int PageSize = 50;
    private static readonly TimeSpan CountPatience = TimeSpan.FromSeconds(5);

    public async Task<CustomerList> HandleAsync(ListCustomers query, CancellationToken ct)
    {
        var columns = query.Columns ?? CustomerColumns.Usual;
        var now = clock.GetUtcNow();
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var leavesOut = !seesProtected && !query.Filter.HidesProtected
            && (query.Order is CustomerOrder.ByName or CustomerOrder.ByNameBackwards || query.Filter.AsksOfThePerson);
        var matching = query.Filter.Of(db.Customers, db, user, Domain.Admin.Branches.Branch.DayAt(now));
        if (leavesOut)
        {
            matching = matching.Where(c => !c.IsProtected);
        }

        var offered = await choices.OfAsync(db, user, query.Filter.Branch?.Only, now, ct);
        var page = await (await FromAsync(matching, query, ct)).Select(RowProjection.Of(columns, db)).ToPageAsync(PageSize, row => row.Id, ct);
        var rows = await RowsAsync(page.Items, columns, offered, seesProtected, ct);
        var list = (user.ScopeKey, query.Filter.IsMine ? user.StaffId : null, query.Filter, leavesOut);
        var (count, isCounted) = query.After is null && page.Next is null ? (page.Items.Count, true)
            : query.CountsAll ? await CountAllAsync(matching, ct)
            : (await CountAsync(matching, list, ct), false);
        return new(new(rows, page.Next), count, isCounted, leavesOut, offered);
    }

    private async Task<IReadOnlyList<CustomerRow>> RowsAsync(
        IReadOnlyList<StoredRow> stored, IReadOnlyList<CustomerColumn> columns, ListChoices offered, bool seesProtected, CancellationToken ct)
    {
        var rows = stored.Select(row => row.ToRow(seesProtected) with { Branch = offered.BranchName(row.BranchId) });
        if (!columns.Contains(CustomerColumn.Phone))
        {
            return [.. rows];
        }

        var known = await phones.OfAsync(db, [.. stored.Where(row => seesProtected || !row.IsProtected).Select(row => row.Id)], ct);
        return [.. rows.Select(row => row with { Phone = known.GetValueOrDefault(row.Id) })];
    }

    private async Task<(int Count, bool IsCounted)> CountAllAsync(IQueryable<Customer> matching, CancellationToken ct) =>
        await db.CountWithinAsync(matching, CountPatience, ct) is { } count ? (count, true) : (CountLimit + 1, false);

    private async Task<int> CountAsync(IQueryable<Customer> matching, object list, CancellationToken ct)
    {
        if (longLists.Has(list, clock.GetUtcNow()))
        {
            return CountLimit + 1;
        }

        var count = await matching.Take(CountLimit + 1).CountAsync(ct);
        if (count > CountLimit)
        {
            longLists.Add(list, clock.GetUtcNow());
        }

        return count;
    }

    // The cursor is an id: a name has no place in an address. So where the name was is asked for here.
    private async Task<IQueryable<Customer>> FromAsync(IQueryable<Customer> customers, ListCustomers query, CancellationToken ct)
    {
        if (!Cursor.TryRead<Guid>(query.After, out var last))
        {
            return Ordered(customers, query.Order);
        }

        if (query.Order is CustomerOrder.NewestFirst or CustomerOrder.OldestFirst)
        {
            return Ordered(query.Order is CustomerOrder.NewestFirst ? customers.Where(c => c.Id < last) : customers.Where(c => c.Id > last), query.Order);
        }

        var name = await db.Customers.Where(c => c.Id == last).Select(c => c.SortName).SingleOrDefaultAsync(ct);
        if (name is null)
        {
            return Ordered(customers, query.Order); // the record is gone: from the start again
        }

        // The first comparison is where the index is entered, the second tells namesakes apart.
        return Ordered(
            query.Order is CustomerOrder.ByName
                ? customers.Where(c => c.SortName.CompareTo(name) >= 0 && (c.SortName.CompareTo(name) > 0 || c.Id > last))
                : customers.Where(c => c.SortName.CompareTo(name) <= 0 && (c.SortName.CompareTo(name) < 0 || c.Id < last)),
            query.Order);
    }

    private static IOrderedQueryable<Customer> Ordered(IQueryable<Customer> customers, CustomerOrder order) => order switch
    {
        CustomerOrder.OldestFirst => customers.OrderBy(c => c.Id),
        CustomerOrder.ByName => customers.OrderBy(c => c.SortName).ThenBy(c => c.Id),
        CustomerOrder.ByNameBackwards => customers.OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id),
        _ => customers.OrderByDescending(c => c.Id),
    };
}
