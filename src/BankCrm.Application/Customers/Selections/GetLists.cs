using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>The lists one may use.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record GetLists;

/// <summary>The lists one may use, and whether a customer is on them.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record GetListsFor(Guid CustomerId);

/// <summary>The names of the lists that a customer is on.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed record GetListsOfCustomer(Guid CustomerId);

/// <param name="Customers">How many of them the user sees.</param>
/// <param name="IsOn">The customer asked about is on it.</param>
/// <param name="IsOwn">The user has made it, and may change it.</param>
/// <param name="By">Who has made it.</param>
public sealed record ListShown(
    Guid Id, uint Version, string Name, ViewAudience Audience, DateTimeOffset MadeAt, bool IsOwn, string? By, int Customers, bool IsOn);

public sealed record CustomerLists(string Name, IReadOnlyList<ListShown> Lists);

internal sealed class GetListsHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetLists, IReadOnlyList<ListShown>>
{
    public async Task<IReadOnlyList<ListShown>> HandleAsync(GetLists query, CancellationToken ct) => await ListReader.ReadAsync(db, user, null, ct);
}

internal sealed class GetListsForHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetListsFor, CustomerLists>
{
    public async Task<CustomerLists> HandleAsync(GetListsFor query, CancellationToken ct)
    {
        var customer = await CustomerAtHand.OfAsync(db, user, query.CustomerId, ct);
        return new(customer.Name, await ListReader.ReadAsync(db, user, customer.Id, ct));
    }
}

internal sealed class GetListsOfCustomerHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetListsOfCustomer, IReadOnlyList<(Guid Id, string Name)>>
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> HandleAsync(GetListsOfCustomer query, CancellationToken ct)
    {
        var lists = await db.VisibleLists(user)
            .Where(l => db.ListedCustomers.Any(c => c.ListId == l.Id && c.CustomerId == query.CustomerId))
            .OrderBy(l => l.Name)
            .Select(l => new { l.Id, l.Name })
            .ToListAsync(ct);
        return [.. lists.Select(l => (l.Id, l.Name))];
    }
}

internal static class ListReader
{
    private const int Most = 200;

    public static Task<List<ListShown>> ReadAsync(CrmDb db, CurrentUser user, Guid? customerId, CancellationToken ct) => db.VisibleLists(user)
        .LeftJoin(db.Staff, l => l.MadeBy, s => s.Id, (l, s) => new { List = l, By = s!.Name })
        .OrderBy(l => l.List.Name).ThenBy(l => l.List.Id)
        .Take(Most)
        .Select(l => new ListShown(
            l.List.Id, l.List.Version, l.List.Name, l.List.Audience, l.List.MadeAt, l.List.MadeBy == user.StaffId, l.By,
            db.ListedCustomers.Count(c => c.ListId == l.List.Id),
            customerId != null && db.ListedCustomers.Any(c => c.ListId == l.List.Id && c.CustomerId == customerId)))
        .ToListAsync(ct);
}
