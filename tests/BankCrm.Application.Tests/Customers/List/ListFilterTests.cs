using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Customers;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Customers.List;

public sealed class ListFilterTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Birthdays_of_a_month_are_found_also_of_those_who_came_before_it_was_kept()
    {
        var branch = crm.NewBranch();
        var rm = await branch.HasStaffAsync(CustomerPermissions.Read);
        var known = await branch.HasCustomerAsync(new() { Name = "钱多", BirthDate = new(1970, 11, 30) });
        var old = await branch.HasCustomerAsync(new() { Name = "钱够", BirthDate = new(1980, 11, 1) });
        var hidden = await branch.HasCustomerAsync(new() { Name = "钱远", BirthDate = new(1980, 11, 2) });
        await branch.HasCustomerAsync(new() { Name = "钱少", BirthDate = new(1980, 12, 1) });
        await branch.HasCustomerAsync(new() { Name = "钱铺", Kind = CustomerKind.Organisation, BirthDate = new(1980, 11, 1) });
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));
        await crm.HasChangedAsync<Customer>(old, c => typeof(Customer).GetProperty(nameof(Customer.BirthMonth))!.SetValue(c, null));

        Assert.Equal([known], (await ListAsync(rm, new(new() { BirthMonth = 11 }))).Page.Items.Select(row => row.Id));
        while (await crm.Services.GetRequiredService<BirthMonths>().RunNextAsync(CancellationToken.None))
        {
        }

        var list = await ListAsync(rm, new(new() { BirthMonth = 11 }));
        Assert.Equal(new[] { known, old }.Order(), list.Page.Items.Select(row => row.Id).Order());
        Assert.True(list.LeavesOutProtected);
    }

    [Fact]
    public async Task Of_several_values_of_a_filter_any_will_do()
    {
        var (branch, other) = (crm.NewBranch(), crm.NewBranch());
        var (rm, colleague) = (await branch.HasStaffAsync(CustomerPermissions.Read), await branch.HasStaffAsync());
        var vip = await branch.HasCustomerAsync(new() { Name = "钱多", Tier = CustomerTier.Vip, OwnerId = rm.Id, Tags = ["golf"] });
        var rich = await branch.HasCustomerAsync(new() { Name = "钱够", Tier = CustomerTier.Private, Stage = LifeCycleStage.Active, OwnerId = colleague.Id, Tags = ["tea", "golf"] });
        var poor = await branch.HasCustomerAsync(new() { Name = "钱少", Stage = LifeCycleStage.Dormant, Tags = ["tea"] });
        await other.HasCustomerAsync(new() { Name = "钱远", Tier = CustomerTier.Vip });

        await Shows(new() { Tier = AnyOf.Of<CustomerTier>([CustomerTier.Vip, CustomerTier.Private]) }, vip, rich);
        await Shows(new() { Stage = AnyOf.Of<LifeCycleStage>([LifeCycleStage.Active, LifeCycleStage.Dormant]) }, rich, poor);
        await Shows(new() { IsMine = true, Owner = colleague.Id }, vip, rich);
        await Shows(new() { IsMine = true, IsNobodys = true }, vip, poor);
        await Shows(new() { Owner = AnyOf.Of<Guid>([colleague.Id, Guid.NewGuid()]) }, rich);
        await Shows(new() { Branch = AnyOf.Of<Guid>([branch.Id, other.Id]) }, vip, rich, poor);
        await Shows(new() { Tag = "golf, tea", AnyTag = true }, vip, rich, poor);
        await Shows(new() { Tag = "golf, tea" }, rich);

        async Task Shows(CustomerFilter filter, params Guid[] ids)
        {
            var list = await ListAsync(rm, new(filter));
            Assert.Equal(ids.Order(), list.Page.Items.Select(row => row.Id).Order());
            Assert.Equal(ids.Length, list.Count);
        }
    }

    [Fact]
    public void Filters_of_the_same_values_are_equal_and_read_what_was_kept_of_one_value()
    {
        CustomerFilter Vips(params CustomerTier?[] tiers) => new() { Tier = AnyOf.Of<CustomerTier>(tiers) };

        Assert.Equal(Vips(CustomerTier.Vip, CustomerTier.Private), Vips(CustomerTier.Private, CustomerTier.Vip, null));
        Assert.NotEqual(Vips(CustomerTier.Vip), Vips(CustomerTier.Vip, CustomerTier.Private));
        Assert.Null(Vips(null, null).Tier);
        var branch = Guid.NewGuid();
        var kept = System.Text.Json.JsonSerializer.Deserialize<CustomerFilter>($$"""{"Tier":"Vip,Private","Stage":"Active","Branch":"{{branch}}"}""");
        Assert.Equal(Vips(CustomerTier.Vip, CustomerTier.Private) with { Stage = LifeCycleStage.Active, Branch = branch }, kept);
        Assert.Equal(kept, System.Text.Json.JsonSerializer.Deserialize<CustomerFilter>(System.Text.Json.JsonSerializer.Serialize(kept)));
    }

    private Task<CustomerList> ListAsync(TestStaff who, ListCustomers query) => crm.As(who).AskAsync<ListCustomers, CustomerList>(query);
}
