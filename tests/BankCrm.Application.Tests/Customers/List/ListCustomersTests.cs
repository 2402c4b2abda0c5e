using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Admin.Branches;
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
    public async Task Filters_of_the_person_and_of_days_combine()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var today = Branch.DayAt(TimeProvider.System.GetUtcNow());
        var anna = await branch.HasCustomerAsync(new()
        {
            Name = "Anna Karenina",
            Sex = Sex.Female,
            BirthDate = new(today.Year - 40, 1, 2),
            Mobile = "13812340001",
            Tags = ["golf", "tea"],
            Address = new("CN", "Jiangsu", "Suzhou", "", "Guanqian Street 1", "", "215000"),
        });
        var boris = await branch.HasCustomerAsync(new() { Name = "Boris Godunov", Sex = Sex.Male, BirthDate = new(today.Year - 60, 1, 2), Tags = ["golf"] });
        var firm = await branch.HasCustomerAsync(new() { Name = "长江贸易有限公司", Kind = CustomerKind.Organisation, BirthDate = new(today.Year - 40, 1, 2) });

        await Shows(new() { Sex = Sex.Female }, anna);
        await Shows(new() { City = " Suzhou " }, anna);
        await Shows(new() { AgeFrom = 40, AgeTo = 40 }, anna);
        await Shows(new() { AgeFrom = 41 }, boris);
        await Shows(new() { AgeTo = 60 }, anna, boris);
        await Shows(new() { HasPhone = true }, anna);
        await Shows(new() { HasPhone = false }, boris, firm);
        await Shows(new() { Tag = "golf" }, anna, boris);
        await Shows(new() { Tag = "tea，golf" }, anna);
        await Shows(new() { AddedFrom = today, AddedTo = today }, anna, boris, firm);
        await Shows(new() { AddedTo = today.AddDays(-1) });
        await Shows(new() { ChangedFrom = today, ChangedTo = today }, anna, boris, firm);
        await Shows(new() { ChangedFrom = today.AddDays(1) });
        await Shows(new() { Sex = Sex.Male, Tag = "golf", AgeFrom = 50, HasPhone = false, AddedFrom = today }, boris);

        async Task Shows(CustomerFilter filter, params Guid[] ids) =>
            Assert.Equal(ids.Order(), (await ListAsync(teller, new(filter))).Page.Items.Select(row => row.Id).Order());
    }

    [Fact]
    public async Task A_filter_of_the_person_tells_nothing_of_protected_records()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ReadProtected);
        var id = await branch.HasCustomerAsync(new() { Name = "上官云", Sex = Sex.Female });
        await crm.HasChangedAsync<Customer>(id, c => c.Protect(true));

        var list = await ListAsync(teller, new(new() { Sex = Sex.Female }));

        Assert.Empty(list.Page.Items);
        Assert.True(list.LeavesOutProtected);
        Assert.Equal(id, Assert.Single((await ListAsync(manager, new(new() { Sex = Sex.Female }))).Page.Items).Id);
    }

    [Fact]
    public async Task Only_what_the_chosen_columns_show_is_read_and_telephones_are_masked()
    {
        var branch = crm.NewBranch();
        var rm = await branch.HasStaffAsync(CustomerPermissions.Read);
        await branch.HasCustomerAsync(new() { Name = "钱多", Tier = CustomerTier.Vip, OwnerId = rm.Id, Tags = ["golf"], Mobile = "13812345678", Sex = Sex.Male });

        var few = Assert.Single((await ListAsync(rm, new(new(), Columns: [CustomerColumn.Name, CustomerColumn.Phone]))).Page.Items);
        var all = Assert.Single((await ListAsync(rm, new(new(), Columns: CustomerColumns.All))).Page.Items);

        Assert.Equal(("钱多", "138****5678", "", null, null), (few.Name, few.Phone?.ToString(), few.Number, few.Tier, few.Owner));
        Assert.Equal((CustomerTier.Vip, rm.Name, "golf", Sex.Male), (all.Tier, all.Owner, Assert.Single(all.Tags), all.Sex));
        Assert.NotNull(all.ChangedAt);
        Assert.NotNull(all.RegisteredOn);
    }

    [Fact]
    public async Task A_page_that_is_not_all_is_counted_on_demand()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        for (var i = 0; i < 51; i++)
        {
            await branch.HasCustomerAsync();
        }

        var (list, counted) = (await ListAsync(teller, new(new())), await ListAsync(teller, new(new(), CountsAll: true)));

        Assert.Equal((51, false), (list.Count, list.IsCounted));
        Assert.Equal((51, true), (counted.Count, counted.IsCounted));
    }

    [Theory]
    [InlineData(null, "name,number,kind,tier,stage,owner,city,born,branch")]
    [InlineData("tier,Name", "tier,name")]
    [InlineData("tier,tier, phone", "name,tier,phone")]
    [InlineData("tier,secret", null)]
    public void Columns_are_read_as_they_were_written(string? written, string? read) =>
        Assert.Equal(read, CustomerColumns.Read(written) is { } columns ? CustomerColumns.Write(columns) : null);

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
