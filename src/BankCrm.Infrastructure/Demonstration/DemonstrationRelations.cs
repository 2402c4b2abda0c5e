using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Customers.Relationships;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>How the people with a story are related.</summary>
internal static class DemonstrationRelations
{
    private const string Harbour = "深圳远航物流有限公司";
    private const string Noodles = "北京老胡同餐饮管理有限公司";
    private const string Medical = "上海星海医疗器械股份有限公司";

    private static readonly CurrentUser Teller = CurrentUser.System(
        "demonstration", CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ReadProtected);

    /// <summary>The second is the role to the first.</summary>
    private static readonly (string Of, string Other, AddRelation Relation)[] All =
    [
        ("王建国", "李秀英", new() { Role = RelationRole.Spouse, Since = new(1976, 10, 1) }),
        ("王磊", "王建国", new() { Role = RelationRole.Parent }),
        ("王磊", "李秀英", new() { Role = RelationRole.Parent }),
        ("王磊", "刘婷", new() { Role = RelationRole.Spouse, Since = new(2010, 5, 2) }),
        ("王磊", "王梓涵", new() { Role = RelationRole.Child, Note = "监护人" }),
        ("刘婷", "王梓涵", new() { Role = RelationRole.Child }),
        ("James Anderson", "Emily Anderson", new() { Role = RelationRole.Spouse }),
        ("陈志强", "黄丽", new() { Role = RelationRole.Spouse, Since = new(1999, 9, 9) }),
        ("陈志强", "陈子轩", new() { Role = RelationRole.Child }),
        ("黄丽", "陈子轩", new() { Role = RelationRole.Child }),
        (Harbour, "陈志强", new() { Role = RelationRole.Shareholder, Share = 70, Since = new(2009, 3, 2) }),
        (Harbour, "陈志强", new() { Role = RelationRole.Controller, Note = "法定代表人" }),
        (Harbour, "黄丽", new() { Role = RelationRole.Shareholder, Share = 30, Since = new(2009, 3, 2) }),
        (Harbour, "黄丽", new() { Role = RelationRole.Employee, Note = "财务负责人" }),
        (Noodles, "马俊", new() { Role = RelationRole.Shareholder, Share = 62.5m, Since = new(2016, 8, 18) }),
        (Noodles, "马晓雨", new() { Role = RelationRole.Shareholder, Share = 37.5m, Since = new(2016, 8, 18) }),
        (Noodles, "马俊", new() { Role = RelationRole.Guarantor, Note = "经营贷款连带责任保证" }),
        ("马俊", "马晓雨", new() { Role = RelationRole.Sibling }),
        (Medical, "顾明远", new() { Role = RelationRole.Controller, Note = "董事长" }),
        ("北京四海贸易合伙企业（有限合伙）", Medical, new() { Role = RelationRole.Shareholder, Share = 25 }), // of another branch
    ];

    public static async Task FillAsync(IServiceProvider services, IReadOnlyDictionary<string, Guid> customers, CancellationToken ct)
    {
        foreach (var (of, other, relation) in All)
        {
            if (customers.TryGetValue(of, out var customerId) && customers.TryGetValue(other, out var otherId))
            {
                await SendAsync(services, relation with { Id = Guid.CreateVersion7(), CustomerId = customerId, OtherId = otherId }, ct);
            }
        }

        // The grandchild is left to be suggested: she shares their address.
        if (customers.TryGetValue("王建国", out var head))
        {
            await SendAsync(services, new FormHousehold { CustomerId = head, Name = "王建国一家", Since = new(2020, 6, 1) }, ct);
            foreach (var name in new[] { "李秀英", "王磊", "刘婷" })
            {
                await JoinAsync(services, head, customers[name], ct);
            }
        }
    }

    private static async Task JoinAsync(IServiceProvider services, Guid head, Guid member, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(Teller);
        var household = await work.ServiceProvider.GetRequiredService<IQueryHandler<GetHousehold, HouseholdShown?>>().HandleAsync(new(head), ct);
        await SendAsync(services, new JoinHousehold { CustomerId = head, Version = household!.Version, OtherId = member, Since = new(2020, 6, 1) }, ct);
    }

    private static async Task SendAsync<TCommand>(IServiceProvider services, TCommand command, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(Teller);
        await work.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
    }
}
