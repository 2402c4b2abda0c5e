using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Branches;
using BankCrm.Application.Admin.Roles;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Admin;

/// <summary>What concerns all administrators of a bank: each test needs a bank of its own.</summary>
public sealed class AdministratorsTests : IAsyncLifetime
{
    private readonly TestCrm crm = new();

    public Task InitializeAsync() => crm.InitializeAsync();

    public Task DisposeAsync() => crm.DisposeAsync();

    [Fact]
    public async Task Two_who_disable_each_other_at_once_do_not_both_succeed()
    {
        var branch = crm.NewBranch();
        var (a, b) = (await branch.HasStaffAsync(Access.All), await branch.HasStaffAsync(Access.All));
        var (seenA, seenB) = (await crm.PersonAsync(a.Id), await crm.PersonAsync(b.Id));

        var refused = await Task.WhenAll(
            Record.ExceptionAsync(() => crm.As(a).SendAsync(new DisableUser(b.Id, seenB.Version))),
            Record.ExceptionAsync(() => crm.As(b).SendAsync(new DisableUser(a.Id, seenA.Version))));

        Assert.Single(refused, e => e is null);
        Assert.Equal(1, await crm.ReadAsync(db => db.Staff.CountAsync(s => s.DisabledAt == null)));
    }

    [Fact]
    public async Task The_last_one_keeps_the_role_and_the_role_its_right()
    {
        var branch = crm.NewBranch();
        var admin = await branch.HasStaffAsync(Access.All);
        var roleId = (await crm.PersonAsync(admin.Id)).Roles[0].RoleId;
        var role = await crm.ReadAsync(db => db.Roles.SingleAsync(r => r.Id == roleId));
        var system = crm.As(CurrentUser.System("test", Access.All));

        await RefusedAsync(() => system.SendAsync(new ChangeRole(role.Id, role.Version, role.Name, role.Reach, false, [AdminPermissions.Read])));
        var seen = await crm.PersonAsync(admin.Id);
        await RefusedAsync(() => system.SendAsync(new AssignRoles(admin.Id, seen.Version, [])));
        await RefusedAsync(() => system.SendAsync(new DisableUser(admin.Id, seen.Version)));
    }

    [Fact]
    public async Task The_first_one_comes_from_the_command_line_and_only_then()
    {
        var system = crm.As(CurrentUser.System("create-admin", AdminPermissions.ChangeUsers));
        await system.SendAsync(new InstallAdministrator(Guid.CreateVersion7(), "first.admin", "First", "abcd-efgh-jkmn-pqrs", Another: false));

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            system.SendAsync(new InstallAdministrator(Guid.CreateVersion7(), "second.admin", "Second", "abcd-efgh-jkmn-pqrs", Another: false)));
        Assert.Equal("There is an administrator already: say --another to make another one.", refused.Message);
        await system.SendAsync(new InstallAdministrator(Guid.CreateVersion7(), "second.admin", "Second", "abcd-efgh-jkmn-pqrs", Another: true));
    }

    [Fact]
    public async Task Roles_are_made_changed_and_deleted()
    {
        var admin = await crm.NewBranch().HasStaffAsync(Access.All);
        var id = Guid.CreateVersion7();
        await crm.As(admin).SendAsync(new CreateRole(id, "Counter", RoleReach.OwnBranches, true, ["customers.read"]));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(admin).SendAsync(new CreateRole(Guid.CreateVersion7(), "Counter", RoleReach.OwnBranches, true, [])));

        var seen = await crm.As(admin).AskAsync<GetRole, RoleDetails>(new(id));
        await crm.As(admin).SendAsync(new ChangeRole(id, seen.Version, "Front", RoleReach.AllBranches, false, []));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(admin).SendAsync(new DeleteRole(id, seen.Version)));
        var now = await crm.As(admin).AskAsync<GetRole, RoleDetails>(new(id));
        await crm.As(admin).SendAsync(new DeleteRole(id, now.Version));

        Assert.Equal(["rights.changed", "rights.changed", "rights.changed"], await crm.EventsOfAsync(id));
    }

    [Fact]
    public async Task Branches_are_opened_changed_closed_and_opened_again()
    {
        var admin = await crm.NewBranch().HasStaffAsync(Access.All);
        var (region, branch) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await crm.As(admin).SendAsync(new OpenBranch(region, BranchKind.Region, crm.HeadOffice.Id, "W", "West", ""));
        await crm.As(admin).SendAsync(new OpenBranch(branch, BranchKind.Branch, region, "W1", "West one", "成都"));
        await crm.As(admin).SendAsync(new ChangeBranch(branch, await VersionAsync(branch), region, "W1", "West one", "成都", ["10:00-12:00", null, "", "", "", "", ""]));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(admin).SendAsync(new CloseBranch(region, await VersionAsync(region))));
        await crm.As(admin).SendAsync(new CloseBranch(branch, await VersionAsync(branch)));
        await crm.As(admin).SendAsync(new ReopenBranch(branch, await VersionAsync(branch)));

        var tree = await crm.As(admin).AskAsync<ListBranches, IReadOnlyList<BranchRow>>(new());
        Assert.Equal([(0, "HQ"), (1, "W"), (2, "W1")], tree.Where(b => b.Code is "HQ" or "W" or "W1").Select(b => (b.Depth, b.Code)));
        Assert.Equal(4, (await crm.EventsOfAsync(branch)).Count);

        Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.Branches.Where(b => b.Id == id).Select(b => b.Version).SingleAsync());
    }

    [Fact]
    public async Task What_comes_with_the_product_shows_administrators_no_customer()
    {
        var roles = await crm.ReadAsync(db => db.Roles.Where(r => r.IsShipped).ToListAsync());
        var administrator = roles.Single(r => r.Name == "Administrator");

        Assert.Equal(7, roles.Count);
        Assert.DoesNotContain(administrator.Permissions, p => p.StartsWith("customers.", StringComparison.Ordinal));
        Assert.True(roles.Single(r => r.Name == "Teller").OneSession);
        Assert.DoesNotContain(roles.Where(r => r != administrator), r => r.Permissions.Any(p => p.StartsWith("admin.change", StringComparison.Ordinal)));
    }

    private static async Task RefusedAsync(Func<Task> act) =>
        Assert.Equal("This is the last administrator: make somebody else one first.", (await Assert.ThrowsAsync<RefusedException>(act)).Message);
}
