using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Relationships;

public sealed class SuggestionTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly PostalAddress Home = new("CN", "北京市", "北京市", "海淀区", "学院路37号", "学府花园6幢1502室", "100083");

    [Fact]
    public async Task Are_those_of_the_branch_who_share_a_telephone_or_an_address()
    {
        var (branch, stranger) = (crm.NewBranch(), crm.NewBranch());
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var wang = await branch.HasCustomerAsync(new() { Name = "王建国", Landline = "010-62310037", Address = Home });
        var li = await branch.HasCustomerAsync(new() { Name = "李秀英", Landline = "010-62310037", Address = Home with { PostalCode = "", Line1 = "学院路 37 号" } });
        var lei = await branch.HasCustomerAsync(new() { Name = "王磊", Mobile = "13911112222", Address = Home });
        var vip = await branch.HasCustomerAsync(new() { Name = "周慧敏", Landline = "010-62310037" });
        await crm.HasChangedAsync<Customer>(vip, c => c.Protect(true));
        await branch.HasCustomerAsync(new() { Name = "无关", Landline = "010-62310038", Address = Home with { Line2 = "7幢" } });
        await stranger.HasCustomerAsync(new() { Name = "外人", Landline = "010-62310037", Address = Home });

        var suggestions = await SuggestedAsync(teller, wang);

        Assert.Equal([("李秀英", true, true), ("王磊", false, true)], suggestions.Select(s => (s.Name, s.SharesPhone, s.SharesAddress)));

        await crm.As(teller).SendAsync(new DeclineSuggestion(lei, wang));
        await crm.As(teller).SendAsync(new AddRelation { CustomerId = wang, OtherId = li, Role = RelationRole.Spouse });
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new DeclineSuggestion(lei, wang)));

        Assert.Empty(await SuggestedAsync(teller, wang));
        Assert.Equal(["李秀英"], (await SuggestedAsync(teller, lei)).Select(s => s.Name));
    }

    [Fact]
    public async Task A_telephone_that_is_not_in_use_any_more_says_nothing()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var reader = await branch.HasStaffAsync(CustomerPermissions.Read);
        var wang = await branch.HasCustomerAsync(new() { Name = "王磊", Mobile = "13700001111" });
        var old = await branch.HasCustomerAsync(new() { Name = "张伟", Mobile = "13700001111" });

        Assert.Single(await SuggestedAsync(teller, wang));
        Assert.Empty(await SuggestedAsync(reader, wang));
        await crm.WorkAsync<object?>((db, _) =>
        {
            foreach (var point in Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsTracking(db.ContactPoints).Where(p => p.CustomerId == old).ToList())
            {
                point.End(new(2026, 1, 1));
            }

            return Task.FromResult<object?>(null);
        });
        Assert.Empty(await SuggestedAsync(teller, wang));
    }

    private async Task<IReadOnlyList<SuggestedRelation>> SuggestedAsync(TestStaff staff, Guid id) =>
        (await crm.As(staff).AskAsync<GetRelations, CustomerRelations>(new(id))).Suggestions;
}
