using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.Selections;

public sealed class SelectionTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Holds_exactly_those_who_matched_when_it_was_frozen()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        Guid[] vips = [await HasAsync(branch, CustomerTier.Vip), await HasAsync(branch, CustomerTier.Vip)];
        await HasAsync(branch, CustomerTier.Mass);
        await HasAsync(crm.NewBranch(), CustomerTier.Vip);

        var id = await FreezeAsync(teller, new() { Tier = CustomerTier.Vip });
        await HasAsync(branch, CustomerTier.Vip);

        var shown = await crm.As(teller).AskAsync<GetSelection, SelectionShown>(new(id));
        Assert.Equal((2, 0, "Tier: VIP"), (shown.Count, shown.LeftOut, shown.Words));
        Assert.Equal(vips.Order(), shown.Sample.Select(row => row.Id).Order());
        Assert.Equal((branch.Id, branch.Name, 2), Assert.Single(shown.Branches));
        Assert.Equal(vips.Order(), (await PartsAsync(id)).SelectMany(p => p.CustomerIds).Order());
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == id && e.Event == AuditEvents.Created));
        Assert.Equal(teller.Id, entry.Actor);
    }

    [Fact]
    public async Task Ticked_rows_are_taken_only_where_they_are_the_user_s_to_see()
    {
        var (branch, theirs) = (crm.NewBranch(), crm.NewBranch());
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var (own, foreign) = (await HasAsync(branch), await HasAsync(theirs));

        var id = await FreezeAsync(teller, new(), own, foreign);

        Assert.Equal([own], (await PartsAsync(id)).SelectMany(p => p.CustomerIds));
        Assert.Equal(
            "No customer is selected. Tick some, or select all that match.",
            (await Assert.ThrowsAsync<RefusedException>(() => FreezeAsync(teller, new(), foreign))).Message);
    }

    [Fact]
    public async Task Protected_records_are_left_out_and_counted()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        await HasAsync(branch);
        await crm.HasChangedAsync<Customer>(await HasAsync(branch), c => c.Protect(true));

        var shown = await crm.As(teller).AskAsync<GetSelection, SelectionShown>(new(await FreezeAsync(teller, new())));

        Assert.Equal((1, 1), (shown.Count, shown.LeftOut));
    }

    [Fact]
    public async Task It_is_nobody_else_s_and_its_rows_are_their_branch_s()
    {
        var branch = crm.NewBranch();
        var (teller, colleague) = (await branch.HasStaffAsync(CustomerPermissions.Read), await branch.HasStaffAsync(CustomerPermissions.Read));
        var stranger = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);
        await HasAsync(branch);
        var id = await FreezeAsync(teller, new());

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).AskAsync<GetSelection, SelectionShown>(new(id)));
        await using var scope = await crm.As(stranger).OpenAsync();
        var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        Assert.Empty(await db.SelectedCustomers.IgnoreQueryFilters().ToListAsync());
    }

    [Fact]
    public async Task Many_are_kept_in_parts_of_one_branch_each()
    {
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        await HasAsync(north);
        await HasAsync(south);
        var auditor = await north.HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Read);

        var id = await FreezeAsync(auditor, new());

        var parts = await PartsAsync(id);
        Assert.Equal(Enumerable.Range(0, parts.Count), parts.Select(p => p.Part));
        Assert.Contains(north.Id, parts.Select(p => p.BranchId));
        Assert.Contains(south.Id, parts.Select(p => p.BranchId));
        Assert.All(parts, part => Assert.Equal(part.CustomerIds.Length, part.Versions.Length));
    }

    private async Task<Guid> FreezeAsync(TestStaff who, CustomerFilter filter, params Guid[] ticked)
    {
        var id = Guid.CreateVersion7();
        await crm.As(who).SendAsync(new FreezeSelection(id, filter, filter.Tier is null ? "" : "Tier: VIP", "?tier=Vip", ticked.Length == 0 ? null : ticked));
        return id;
    }

    private Task<List<SelectedCustomers>> PartsAsync(Guid id) => crm.ReadAsync(db => db.PartsOfSelection(id).ToListAsync());

    private static Task<Guid> HasAsync(TestBranch branch, CustomerTier tier = default) => branch.HasCustomerAsync(new() { Name = "张伟明", Tier = tier });
}
