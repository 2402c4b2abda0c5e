using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Lists;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.Selections;

public sealed class CustomerListTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Selections_and_single_customers_are_put_on_a_list_and_taken_off()
    {
        var (branch, rm) = await BranchAsync();
        Guid[] vips = [await HasAsync(branch, CustomerTier.Vip), await HasAsync(branch, CustomerTier.Vip)];
        var mass = await HasAsync(branch);
        var list = await KeptAsync(rm, "Golf day");

        await crm.As(rm).SendAsync(new FillList(list, await FreezeAsync(rm, new() { Tier = CustomerTier.Vip }), null, TakesOff: false));
        await crm.As(rm).SendAsync(new FillList(list, null, mass, TakesOff: false));
        await ShowsAsync(rm, list, [.. vips, mass]);
        await crm.As(rm).SendAsync(new FillList(list, null, vips[0], TakesOff: true));
        await ShowsAsync(rm, list, vips[1], mass);

        var all = await FreezeAsync(rm, new() { List = list }); // what is done with many is done with a list
        Assert.Equal(2, (await crm.As(rm).AskAsync<GetSelection, SelectionShown>(new(all))).Count);
        var again = await Assert.ThrowsAsync<RefusedException>(() => crm.As(rm).SendAsync(new FillList(list, all, null, TakesOff: false)));
        Assert.Equal("All of them are on the list “{0}” already.", again.Message);
        Assert.True((await crm.As(rm).AskAsync<GetListsFor, CustomerLists>(new(mass))).Lists.Single(l => l.Id == list).IsOn);
        Assert.Equal([(list, "Golf day")], await crm.As(rm).AskAsync<GetListsOfCustomer, IReadOnlyList<(Guid, string)>>(new(mass)));

        await crm.As(rm).SendAsync(new FillList(list, all, null, TakesOff: true));
        await ShowsAsync(rm, list);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(rm).SendAsync(new FillList(list, null, mass, TakesOff: true)));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == list && e.Event == AuditEvents.BulkChanged).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([null, mass, vips[0], null], entries.Select(e => e.CustomerRef));
        Assert.All(entries, e => Assert.Equal((rm.Id, branch.Id), (e.Actor, e.BranchId)));
    }

    [Fact]
    public async Task It_is_used_by_those_with_whom_it_is_shared_and_changed_by_its_maker_only()
    {
        var (branch, maker) = await BranchAsync(ListPermissions.Share);
        var colleague = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Lists);
        var (_, stranger) = await BranchAsync();
        var customer = await HasAsync(branch);
        var list = await KeptAsync(maker, "Golf day");
        await crm.As(maker).SendAsync(new FillList(list, null, customer, TakesOff: false));
        await ShowsAsync(colleague, list);

        await crm.As(maker).SendAsync(new ChangeList(list, await VersionAsync(list), "Golf", ViewAudience.Branch));

        await ShowsAsync(colleague, list, customer);
        Assert.Equal(("Golf", false, 1), (await ListsAsync(colleague)).Where(l => l.Id == list).Select(l => (l.Name, l.IsOwn, l.Customers)).Single());
        Assert.DoesNotContain(await ListsAsync(stranger), l => l.Id == list);
        await ShowsAsync(stranger, list);
        var version = await VersionAsync(list);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new FillList(list, null, customer, TakesOff: true)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new DeleteList(list, version)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new KeepList { Name = "All", Audience = ViewAudience.Everyone }));

        await crm.As(maker).SendAsync(new DeleteList(list, version));
        Assert.DoesNotContain(await ListsAsync(maker), l => l.Id == list);
        Assert.Equal(0, await crm.ReadAsync(db => db.ListedCustomers.CountAsync(l => l.ListId == list)));
    }

    [Fact]
    public async Task Nobody_puts_on_a_list_whom_they_do_not_see()
    {
        var (branch, rm) = await BranchAsync();
        var (theirs, _) = await BranchAsync();
        var (foreign, hidden) = (await HasAsync(theirs), await HasAsync(branch));
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));
        var list = await KeptAsync(rm, "Golf day");

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(rm).SendAsync(new FillList(list, null, foreign, TakesOff: false)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(rm).SendAsync(new FillList(list, null, hidden, TakesOff: false)));
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => crm.As(rm).SendAsync(new FillList(list, null, null, TakesOff: false)));
    }

    [Fact]
    public async Task A_name_is_one_s_own_only_once()
    {
        var (branch, rm) = await BranchAsync();
        var colleague = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Lists);
        await KeptAsync(rm, "Golf day");
        await KeptAsync(colleague, "Golf day");

        Assert.Equal(
            "You have a list of this name already.", (await Assert.ThrowsAsync<RefusedException>(() => KeptAsync(rm, " Golf day "))).Message);
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => KeptAsync(rm, ""));
    }

    [Fact]
    public async Task Who_is_merged_away_stands_on_the_list_as_the_record_that_goes_on()
    {
        var merges = await DataQuality.Merging.Merges.OfAsync(crm);
        var rm = await merges.Branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Lists);
        var (survivor, loser) = (await HasAsync(merges.Branch), await HasAsync(merges.Branch));
        var list = await KeptAsync(rm, "Golf day");
        await crm.As(rm).SendAsync(new FillList(list, null, loser, TakesOff: false));

        var merge = await merges.MergedAsync(survivor, loser);
        await ShowsAsync(rm, list, survivor);
        await merges.UndoAsync(merge);
        await ShowsAsync(rm, list, loser);
    }

    private async Task<(TestBranch Branch, TestStaff Rm)> BranchAsync(params string[] more)
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync([CustomerPermissions.Read, CustomerPermissions.Lists, .. more]));
    }

    private async Task<Guid> KeptAsync(TestStaff who, string name)
    {
        var list = new KeepList { Name = name };
        await crm.As(who).SendAsync(list);
        return list.Id;
    }

    private async Task<Guid> FreezeAsync(TestStaff who, CustomerFilter filter)
    {
        var id = Guid.CreateVersion7();
        await crm.As(who).SendAsync(new FreezeSelection(id, filter, "", ""));
        return id;
    }

    private async Task ShowsAsync(TestStaff who, Guid list, params Guid[] customers)
    {
        var shown = await crm.As(who).AskAsync<ListCustomers, CustomerList>(new(new() { List = list }));
        Assert.Equal(customers.Order(), shown.Page.Items.Select(row => row.Id).Order());
        Assert.Equal(customers.Length, shown.Count);
    }

    private Task<IReadOnlyList<ListShown>> ListsAsync(TestStaff who) => crm.As(who).AskAsync<GetLists, IReadOnlyList<ListShown>>(new());

    private Task<uint> VersionAsync(Guid list) => crm.ReadAsync(db => db.CustomerLists.Where(l => l.Id == list).Select(l => l.Version).SingleAsync());

    private static Task<Guid> HasAsync(TestBranch branch, CustomerTier tier = default) => branch.HasCustomerAsync(new() { Name = "张伟明", Tier = tier });
}
