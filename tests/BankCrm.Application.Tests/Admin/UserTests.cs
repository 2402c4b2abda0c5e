using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Roles;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin;

public sealed class UserTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Is_created_with_a_role_a_branch_and_a_password_to_be_changed()
    {
        var (branch, admin) = await NewAdminAsync();
        var (id, role) = (Guid.CreateVersion7(), await NewRoleAsync("customers.read"));

        await crm.As(admin).SendAsync(new CreateUser(id, $"u{id:n}"[..20], "新同事", branch.Id, [role.Id], "abcd-efgh-jkmn-pqrs"));

        var person = await crm.PersonAsync(id);
        Assert.True(person.MustChangePassword);
        Assert.Equal(role.Id, Assert.Single(person.Roles).RoleId);
        Assert.Equal([AuditEvents.CredentialChanged, AuditEvents.RightsChanged], (await crm.EventsOfAsync(id)).Order());
    }

    [Fact]
    public async Task A_user_name_is_taken_once_whatever_its_capitals()
    {
        var (branch, admin) = await NewAdminAsync();
        var other = await branch.HasStaffAsync();

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(admin).SendAsync(
            new CreateUser(Guid.CreateVersion7(), other.UserName, "Mei", branch.Id, [], "abcd-efgh-jkmn-pqrs")));
    }

    [Fact]
    public async Task A_change_of_roles_is_on_record_with_both_and_refuses_a_stale_form()
    {
        var (branch, admin) = await NewAdminAsync();
        var (teller, role) = (await branch.HasStaffAsync("tasks.read"), await NewRoleAsync("customers.read"));
        var seen = await crm.PersonAsync(teller.Id);

        await crm.As(admin).SendAsync(new AssignRoles(teller.Id, seen.Version, [role.Id]));

        var changes = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == teller.Id && e.Actor == admin.Id).Select(e => e.Changes).SingleAsync());
        Assert.Contains(role.Id.ToString(), changes, StringComparison.Ordinal);
        Assert.Contains(seen.Roles[0].RoleId.ToString(), changes, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(admin).SendAsync(new AssignRoles(teller.Id, seen.Version, [])));
    }

    [Fact]
    public async Task Nobody_gives_more_administration_than_they_have()
    {
        var branch = crm.NewBranch();
        var clerk = await branch.HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeUsers);
        var (teller, boss) = (await branch.HasStaffAsync(), await branch.HasStaffAsync(Access.All));
        var strong = await NewRoleAsync(Access.All);

        await RefusedAsync("The role {0} has rights of administration that you do not hold yourself.",
            () => SendAsync(clerk, teller, v => new AssignRoles(teller.Id, v, [strong.Id])));
        await RefusedAsync("The role {0} has rights of administration that you do not hold yourself.",
            () => SendAsync(clerk, boss, v => new ResetPassword(boss.Id, v, "abcd-efgh-jkmn-pqrs")));
        await RefusedAsync("You cannot change your own roles: ask another administrator.", () => SendAsync(clerk, clerk, v => new AssignRoles(clerk.Id, v, [])));
    }

    [Fact]
    public async Task Disabling_ends_what_they_are_doing()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var sessions = crm.Services.GetRequiredService<SessionDirectory>();
        var secret = await sessions.OpenAsync(teller.Id, null, null, limit: 1, CancellationToken.None);

        await SendAsync(admin, teller, v => new DisableUser(teller.Id, v));
        sessions.Refresh();

        Assert.Null(await sessions.FindAsync(secret, CancellationToken.None));
        Assert.False(await crm.ReadAsync(db => db.Sessions.AnyAsync(s => s.StaffId == teller.Id)));
        await SendAsync(admin, teller, v => new EnableUser(teller.Id, v));
        Assert.Null(await sessions.FindAsync(secret, CancellationToken.None));
    }

    [Fact]
    public async Task A_cover_opens_the_other_branch_for_its_days()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var other = await crm.NewBranch().SaveAsync();
        var today = BankCrm.Domain.Admin.Branches.Branch.DayAt(TimeProvider.System.GetUtcNow());

        await SendAsync(admin, teller, v => new CoverBranch(teller.Id, v, Guid.CreateVersion7(), other.Id, today, today));

        Assert.Equal([branch.Id, other.Id], (await AccessAsync(teller, today))!.Branches.Order());
        Assert.Equal([branch.Id], (await AccessAsync(teller, today.AddDays(1)))!.Branches);
        var rights = await crm.As(admin).AskAsync<GetRights, UserRights>(new(teller.Id));
        Assert.Equal((BranchReason.Cover, today), (rights.Branches[1].Reason, rights.Branches[1].Until!.Value));
    }

    [Fact]
    public async Task Says_which_role_gives_what()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var (a, b) = (await NewRoleAsync("customers.read"), await NewRoleAsync("customers.read", AdminPermissions.Read));
        await SendAsync(admin, teller, v => new AssignRoles(teller.Id, v, [a.Id, b.Id]));

        var rights = await crm.As(admin).AskAsync<GetRights, UserRights>(new(teller.Id));

        Assert.Equal(new[] { a.Name, b.Name }.Order(), rights.Permissions.Single(p => p.Name == "customers.read").Roles.Order());
        Assert.Equal([b.Name], rights.Permissions.Single(p => p.Name == AdminPermissions.Read).Roles);
    }

    [Fact]
    public async Task Who_only_reads_sees_the_colleagues_of_their_branch()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(AdminPermissions.Read);
        var stranger = await crm.NewBranch().HasStaffAsync();

        var list = await crm.As(manager).AskAsync<ListUsers, UserList>(new());

        Assert.Equal([manager.Id], list.Users.Items.Select(u => u.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).AskAsync<GetUser, UserDetails>(new(stranger.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).AskAsync<GetRights, UserRights>(new(stranger.Id)));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-user")]
    [InlineData("branch")]
    public async Task The_list_goes_on_where_it_stopped(string sort)
    {
        var (branch, admin) = await NewAdminAsync();
        for (var i = 0; i < 55; i++)
        {
            await branch.HasStaffAsync();
        }

        var first = await crm.As(admin).AskAsync<ListUsers, UserList>(new(BranchId: branch.Id, Sort: sort));
        var second = await crm.As(admin).AskAsync<ListUsers, UserList>(new(BranchId: branch.Id, Sort: sort, After: first.Users.Next));

        Assert.Equal((50, 6, 56), (first.Users.Items.Count, second.Users.Items.Count, first.Count));
        Assert.Empty(first.Users.Items.Select(u => u.Id).Intersect(second.Users.Items.Select(u => u.Id)));
        Assert.Null(second.Users.Next);
    }

    private async Task<(TestBranch Branch, TestStaff Admin)> NewAdminAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync(Access.All));
    }

    private Task<Role> NewRoleAsync(params string[] permissions) =>
        crm.HasAsync(Role.Create(Guid.CreateVersion7(), $"R {Guid.NewGuid():n}"[..30], RoleReach.OwnBranches, permissions));

    private async Task SendAsync<TCommand>(TestStaff by, TestStaff whom, Func<uint, TCommand> command) where TCommand : notnull =>
        await crm.As(by).SendAsync(command((await crm.PersonAsync(whom.Id)).Version));

    private Task<CurrentUser?> AccessAsync(TestStaff staff, DateOnly day) =>
        crm.ReadAsync(db => StaffAccess.OfAsync(db, staff.Id, day, CancellationToken.None));

    private static async Task RefusedAsync(string sentence, Func<Task> act) => Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message);
}
