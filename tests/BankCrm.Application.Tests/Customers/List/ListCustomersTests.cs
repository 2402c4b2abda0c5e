using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.List;

public sealed class ListCustomersTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Theory]
    [InlineData(CustomerOrder.NewestFirst)]
    [InlineData(CustomerOrder.OldestFirst)]
    [InlineData(CustomerOrder.ByName)]
    [InlineData(CustomerOrder.ByNameBackwards)]
    public async Task Page_after_page_shows_everybody_once(CustomerOrder order)
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var all = new List<Guid>();
        for (var i = 0; i < 103; i++)
        {
            all.Add(await branch.HasCustomerAsync(new() { Name = i % 3 == 0 ? "李娜" : $"张{(char)('一' + i)}" })); // many namesakes
        }

        var (seen, after, pages) = (new List<Guid>(), (string?)null, 0);
        do
        {
            var list = await ListAsync(teller, new(new(), order, after));
            Assert.Equal(all.Count, list.Count);
            seen.AddRange(list.Page.Items.Select(row => row.Id));
            (after, pages) = (list.Page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal(3, pages);
        Assert.Equal(all.Order(), seen.Order());
    }

    [Fact]
    public async Task Names_stand_in_the_order_of_their_pinyin()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        foreach (var name in new[] { "张伟", "Li Na", "王芳", "阿明" })
        {
            await branch.HasCustomerAsync(new() { Name = name });
        }

        var list = await ListAsync(teller, new(new(), CustomerOrder.ByName));

        Assert.Equal(["阿明", "Li Na", "王芳", "张伟"], list.Page.Items.Select(row => row.Name));
        Assert.Equal("zhangwei", list.Page.Items[3].AlsoCalled);
    }

    [Fact]
    public async Task Each_filter_leaves_what_it_says_and_the_count_agrees()
    {
        var branch = crm.NewBranch();
        var rm = await branch.HasStaffAsync(CustomerPermissions.Read);
        var mine = await branch.HasCustomerAsync(new() { Name = "钱多", Tier = CustomerTier.Vip, OwnerId = rm.Id, Tags = ["golf", "tea"] });
        var firm = await branch.HasCustomerAsync(new() { Name = "长江贸易有限公司", Kind = CustomerKind.Organisation, Stage = LifeCycleStage.Active });
        var hidden = await branch.HasCustomerAsync(new() { Name = "马云天" });
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));

        await Shows(new() { Tier = CustomerTier.Vip }, mine);
        await Shows(new() { IsMine = true }, mine);
        await Shows(new() { Owner = rm.Id }, mine);
        await Shows(new() { Tag = "tea" }, mine);
        await Shows(new() { Kind = CustomerKind.Organisation }, firm);
        await Shows(new() { Stage = LifeCycleStage.Active }, firm);
        await Shows(new() { IsNobodys = true }, firm, hidden);
        await Shows(new() { HidesProtected = true }, mine, firm);
        await Shows(new() { Branch = branch.Id }, mine, firm, hidden);
        await Shows(new() { Branch = Guid.NewGuid() });

        async Task Shows(CustomerFilter filter, params Guid[] ids)
        {
            var list = await ListAsync(rm, new(filter));
            Assert.Equal(ids.Order(), list.Page.Items.Select(row => row.Id).Order());
            Assert.Equal(ids.Length, list.Count);
        }
    }

    [Fact]
    public async Task A_protected_record_is_not_named_and_has_no_place_among_the_names()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ReadProtected);
        var id = await branch.HasCustomerAsync(new() { Name = "上官云", BirthDate = new(1970, 1, 1), Tier = CustomerTier.Vip });
        await crm.HasChangedAsync<Customer>(id, c => c.Protect(true));

        var row = Assert.Single((await ListAsync(teller, new(new()))).Page.Items);
        var byName = await ListAsync(teller, new(new(), CustomerOrder.ByName));

        Assert.Equal((null, "", null, null), (row.Name, row.AlsoCalled, row.BirthYear, row.Tier));
        Assert.Empty(byName.Page.Items);
        Assert.True(byName.LeavesOutProtected);
        Assert.Equal(0, byName.Count);
        Assert.Equal("上官云", Assert.Single((await ListAsync(manager, new(new(), CustomerOrder.ByName))).Page.Items).Name);
    }

    [Fact]
    public async Task Another_branch_s_customers_are_neither_shown_nor_counted()
    {
        var (theirs, ours) = (crm.NewBranch(), crm.NewBranch());
        var foreign = await theirs.HasCustomerAsync();
        var own = await ours.HasCustomerAsync();
        var teller = await ours.HasStaffAsync(CustomerPermissions.Read);

        var list = await ListAsync(teller, new(new()));
        var asked = await ListAsync(teller, new(new() { Branch = theirs.Id }));

        Assert.Equal(own, Assert.Single(list.Page.Items).Id);
        Assert.Equal(1, list.Count);
        Assert.Equal((0, 0), (asked.Page.Items.Count, asked.Count));
        Assert.DoesNotContain(foreign, list.Page.Items.Select(row => row.Id));
    }

    [Fact]
    public async Task The_database_itself_keeps_branches_apart_where_the_filter_is_lifted()
    {
        var (theirs, ours) = (crm.NewBranch(), crm.NewBranch());
        await theirs.HasCustomerAsync(new() { Name = "东方朔", Mobile = "13811112222" });
        var own = await ours.HasCustomerAsync();
        var teller = await ours.HasStaffAsync(CustomerPermissions.Read);

        await using var scope = await crm.As(teller).OpenAsync();
        var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
        await using var transaction = await db.BeginAsync(CancellationToken.None);

        Assert.Equal([own], await db.Customers.IgnoreQueryFilters().Select(c => c.Id).ToListAsync());
        Assert.Equal([own], await db.NameKeys.IgnoreQueryFilters().Select(k => k.CustomerId).Distinct().ToListAsync());
        Assert.Empty(await db.ContactPoints.IgnoreQueryFilters().ToListAsync());
        Assert.Empty(await db.IdentityDocuments.IgnoreQueryFilters().ToListAsync());
    }

    [Fact]
    public async Task A_cursor_that_was_tampered_with_means_the_first_page()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var id = await branch.HasCustomerAsync();

        foreach (var after in new[] { "x", "bm90IGpzb24", "'; drop table customers" })
        {
            Assert.Equal(id, Assert.Single((await ListAsync(teller, new(new(), CustomerOrder.ByName, after))).Page.Items).Id);
        }
    }

    private Task<CustomerList> ListAsync(TestStaff who, ListCustomers query) => crm.As(who).AskAsync<ListCustomers, CustomerList>(query);
}
