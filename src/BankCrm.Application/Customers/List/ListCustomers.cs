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
/// <param name="CountsAll">Counts to the end, which takes its time among a million.</param>
[Allow(CustomerPermissions.Read)]
public sealed record ListCustomers(CustomerFilter Filter, CustomerOrder Order = default, string? After = null, bool CountsAll = false);

/// <param name="Name">Null: the record is protected, and the user may not open it.</param>
/// <param name="AlsoCalled">The other name, or how the name is read aloud.</param>
public sealed record CustomerRow(
    Guid Id, string? Name, string AlsoCalled, string Number, CustomerKind Kind, CustomerTier? Tier, LifeCycleStage? Stage, string? Owner,
    string City, short? BirthYear, string? Branch, bool IsProtected);

/// <param name="Count">How many match in all; beyond <see cref="ListCustomersHandler.CountLimit"/> only if all were to be counted.</param>
/// <param name="LeavesOutProtected">By the place in an order by name one could guess the name.</param>
public sealed record CustomerList(Page<CustomerRow> Page, int Count, bool LeavesOutProtected, ListChoices Choices);

internal sealed class ListCustomersHandler(CrmDb db, CurrentUser user, ListChoicesCache choices, LongLists longLists, TimeProvider clock)
    : IQueryHandler<ListCustomers, CustomerList>
{
    public const int CountLimit = 1000;
    private const int PageSize = 50;

    public async Task<CustomerList> HandleAsync(ListCustomers query, CancellationToken ct)
    {
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var leavesOut = !seesProtected && query.Order is CustomerOrder.ByName or CustomerOrder.ByNameBackwards && !query.Filter.HidesProtected;
        var matching = query.Filter.Of(db.Customers, user);
        if (leavesOut)
        {
            matching = matching.Where(c => !c.IsProtected);
        }

        var page = await PageAsync(await FromAsync(matching, query, ct), ct);
        var count = query.After is null && page.Next is null ? page.Items.Count
            : query.CountsAll ? await matching.CountAsync(ct)
            : await CountAsync(matching, (user.ScopeKey, query.Filter.IsMine ? user.StaffId : null, query.Filter, leavesOut), ct);
        return new(
            new([.. page.Items.Select(row => row.ToRow(seesProtected))], page.Next), count, leavesOut,
            await choices.OfAsync(db, user, query.Filter.Branch, clock.GetUtcNow(), ct));
    }

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

    private Task<Page<StoredRow>> PageAsync(IQueryable<Customer> customers, CancellationToken ct) => customers
        .LeftJoin(db.Staff, c => c.OwnerId, s => (Guid?)s.Id, (c, s) => new { Customer = c, Owner = s!.Name })
        .LeftJoin(db.Branches, c => c.Customer.BranchId, b => b.Id, (c, b) => new StoredRow(
            c.Customer.Id, c.Customer.Name, c.Customer.OtherName, c.Customer.SortName, c.Customer.Number, c.Customer.Kind, c.Customer.Tier,
            c.Customer.Stage, c.Owner, c.Customer.City, c.Customer.BirthYear, b!.Name, c.Customer.IsProtected))
        .ToPageAsync(PageSize, row => row.Id, ct);

    private sealed record StoredRow(
        Guid Id, string Name, string OtherName, string SortName, string Number, CustomerKind Kind, CustomerTier Tier, LifeCycleStage Stage,
        string? Owner, string City, short? BirthYear, string? Branch, bool IsProtected)
    {
        public CustomerRow ToRow(bool seesProtected) => IsProtected && !seesProtected
            ? new(Id, null, "", Number, Kind, null, null, Owner, "", null, Branch, IsProtected)
            : new(Id, Name, AlsoCalled.Of(Name, OtherName, SortName), Number, Kind, Tier, Stage, Owner, City, BirthYear, Branch, IsProtected);
    }
}
