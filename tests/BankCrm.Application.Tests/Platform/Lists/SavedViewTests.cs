using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Lists;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Platform.Lists;

public sealed class SavedViewTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Sharer = [CustomerPermissions.Read, ListPermissions.Share];

    [Fact]
    public async Task One_s_own_view_is_nobody_else_s_and_is_audited()
    {
        var branch = crm.NewBranch();
        var (teller, colleague) = (await branch.HasStaffAsync(CustomerPermissions.Read), await branch.HasStaffAsync(CustomerPermissions.Read));

        var id = await SaveAsync(teller, "My VIPs", "?tier=Vip");

        var view = Assert.Single((await StateAsync(teller)).Views, v => v.IsOwn);
        Assert.Equal((id, "My VIPs", "?tier=Vip", true, teller.Name), (view.Id, view.Name, view.Address, view.IsOwn, view.By));
        Assert.DoesNotContain((await StateAsync(colleague)).Views, v => v.Id == id);
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == id));
        Assert.Equal((teller.Id, AuditEvents.Created), (entry.Actor, entry.Event));
    }

    [Fact]
    public async Task A_branch_s_view_is_seen_in_the_branch_and_everybody_s_everywhere()
    {
        var (branch, other) = (crm.NewBranch(), crm.NewBranch());
        var manager = await branch.HasStaffAsync(Sharer);
        var (near, far) = (await branch.HasStaffAsync(CustomerPermissions.Read), await other.HasStaffAsync(CustomerPermissions.Read));

        var ours = await SaveAsync(manager, "Ours", "?stage=Dormant", ViewAudience.Branch);
        var all = await SaveAsync(manager, "Everybody's", "?stage=Active", ViewAudience.Everyone);

        Assert.Equal([ours, all], (await StateAsync(near)).Views.Select(v => v.Id).Where(id => id == ours || id == all));
        Assert.Equal([all], (await StateAsync(far)).Views.Select(v => v.Id).Where(id => id == ours || id == all));
        Assert.False((await StateAsync(near)).View(ours)!.IsOwn);
    }

    [Fact]
    public async Task Sharing_needs_its_permission_and_a_list_its_own()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var stranger = await branch.HasStaffAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(teller, "X", "", ViewAudience.Everyone));
        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(stranger, "X", ""));
        await Assert.ThrowsAsync<ForbiddenException>(() => StateAsync(stranger));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new SaveView(Guid.CreateVersion7(), "secrets", "X", "", ViewAudience.Own, null)));
        await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(teller, " ", ""));
        await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(teller, "X", "https://elsewhere.example"));
    }

    [Fact]
    public async Task Only_its_maker_renames_replaces_and_deletes_it()
    {
        var branch = crm.NewBranch();
        var (manager, colleague) = (await branch.HasStaffAsync(Sharer), await branch.HasStaffAsync(Sharer));
        var id = await SaveAsync(manager, "Before", "?tier=Vip", ViewAudience.Branch);
        var seen = (await StateAsync(manager)).View(id)!;

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new ChangeView(id, seen.Version, "Mine now", ViewAudience.Own, null)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new ReplaceView(id, seen.Version, "")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new DeleteView(id, seen.Version)));

        await crm.As(manager).SendAsync(new ChangeView(id, seen.Version, "After", ViewAudience.Own, null));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(manager).SendAsync(new ReplaceView(id, seen.Version, "?stage=Active")));
        seen = (await StateAsync(manager)).View(id)!;
        await crm.As(manager).SendAsync(new ReplaceView(id, seen.Version, "?stage=Active"));
        seen = (await StateAsync(manager)).View(id)!;
        Assert.Equal(("After", "?stage=Active", ViewAudience.Own), (seen.Name, seen.Address, seen.Audience));
        await crm.As(manager).SendAsync(new DeleteView(id, seen.Version));
        Assert.Null((await StateAsync(manager)).View(id));
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);
        await SaveAsync(teller, "Mornings", "");

        Assert.Equal(
            "You have a view of this name already.", (await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(teller, " Mornings ", "?tier=Vip"))).Message);
    }

    [Fact]
    public async Task The_list_opens_in_one_s_own_default_else_in_the_role_s()
    {
        var branch = crm.NewBranch();
        var (manager, teller) = (await branch.HasStaffAsync(Sharer), await branch.HasStaffAsync(CustomerPermissions.Read));
        var role = await crm.ReadAsync(db => db.Staff.Where(s => s.Id == teller.Id).SelectMany(s => s.Roles.Select(r => r.RoleId)).SingleAsync());
        var own = await SaveAsync(teller, "Own", "?stage=Prospect");
        var ofRole = await SaveAsync(manager, "Of the role", "?stage=Active", ViewAudience.Everyone, role);
        await crm.As(teller).SendAsync(new OpenInView(CustomersListKind.Name, null)); // its own state is read anew

        Assert.Equal(ofRole, (await StateAsync(teller)).Opens?.Id);
        Assert.Null((await StateAsync(manager)).Opens);
        await crm.As(teller).SendAsync(new OpenInView(CustomersListKind.Name, own));
        Assert.Equal(own, (await StateAsync(teller)).Opens?.Id);
        var view = (await StateAsync(teller)).View(own)!;
        await crm.As(teller).SendAsync(new DeleteView(own, view.Version));
        Assert.Equal(ofRole, (await StateAsync(teller)).Opens?.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).SendAsync(new OpenInView(CustomersListKind.Name, Guid.NewGuid())));
        await Assert.ThrowsAsync<RefusedException>(() => SaveAsync(manager, "Hidden default", "", ViewAudience.Branch, role));
    }

    [Fact]
    public async Task Columns_and_widths_are_remembered_for_each_colleague()
    {
        var branch = crm.NewBranch();
        var (teller, colleague) = (await branch.HasStaffAsync(CustomerPermissions.Read), await branch.HasStaffAsync(CustomerPermissions.Read));

        await crm.As(teller).SendAsync(new KeepLook(CustomersListKind.Name, Columns: "name,phone"));
        await crm.As(teller).SendAsync(new KeepLook(CustomersListKind.Name, Widths: "name:20"));

        Assert.Equal(("name,phone", "name:20"), ((await StateAsync(teller)).Columns, (await StateAsync(teller)).Widths));
        Assert.Equal(("", ""), ((await StateAsync(colleague)).Columns, (await StateAsync(colleague)).Widths));
    }

    private async Task<Guid> SaveAsync(TestStaff who, string name, string address, ViewAudience audience = ViewAudience.Own, Guid? role = null)
    {
        var id = Guid.CreateVersion7();
        await crm.As(who).SendAsync(new SaveView(id, CustomersListKind.Name, name, address, audience, role));
        return id;
    }

    private Task<ListState> StateAsync(TestStaff who) => crm.As(who).AskAsync<GetListState, ListState>(new(CustomersListKind.Name));
}
