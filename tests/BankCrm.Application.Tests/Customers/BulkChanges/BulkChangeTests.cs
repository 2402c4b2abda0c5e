using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Customers.BulkChanges;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.BulkChanges;

public sealed class BulkChangeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Manager = [CustomerPermissions.Read, CustomerPermissions.Bulk, CustomerPermissions.Change];

    [Fact]
    public async Task All_of_the_selection_are_given_to_the_colleague_and_each_is_audited()
    {
        var branch = crm.NewBranch();
        var (manager, rm) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync());
        Guid[] customers = [await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "李娜", OwnerId = manager.Id })];
        var later = Guid.Empty;

        var change = await ChangedAsync(manager, BulkKind.Assign, rm.Id, before: async () => later = await branch.HasCustomerAsync());

        Assert.Equal((BulkState.Done, 2, 2), (change.State, change.Done, change.Fates[BulkFate.Changed]));
        Assert.All(customers, id => Assert.Equal(rm.Id, OwnerOf(id)));
        Assert.Null(OwnerOf(later));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => customers.Contains(e.CustomerRef!.Value) && e.Event == AuditEvents.Changed).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, e => Assert.Equal((manager.Id, manager.Name), (e.Actor, e.ActorName)));
        var summary = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == change.Id && e.Event == AuditEvents.BulkChanged));
        Assert.Contains("\"CustomersChanged\":[null,2]", summary.Changes);
    }

    [Fact]
    public async Task What_was_shown_before_is_what_happens()
    {
        var (branch, other) = (crm.NewBranch(), crm.NewBranch());
        var rm = await branch.HasStaffAsync();
        var manager = await branch.HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, Manager);
        await branch.HasCustomerAsync();
        await branch.HasCustomerAsync(new() { Name = "李娜", OwnerId = rm.Id });
        await other.HasCustomerAsync();
        var hidden = await branch.HasCustomerAsync();
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));
        var selection = await FreezeAsync(manager, new() { AddedFrom = new(2000, 1, 1) }, branch.Id, other.Id);

        var preview = await crm.As(manager).AskAsync<PreviewBulkChange, BulkPreview>(new(selection, BulkKind.Assign, rm.Id, null));
        var change = await RunAsync(manager, selection, BulkKind.Assign, rm.Id, null);

        Assert.Equal((1, 1), (preview.Fates[BulkFate.Changed], preview.Fates[BulkFate.Same]));
        Assert.True(preview.Fates[BulkFate.OtherBranch] >= 1);
        Assert.Equal(preview.Fates.OrderBy(f => f.Key), change.Fates.OrderBy(f => f.Key));
        Assert.Contains(BulkFate.OtherBranch, change.Left.Select(row => row.Fate));
        Assert.Null(OwnerOf(hidden));
    }

    [Fact]
    public async Task Whom_somebody_else_has_changed_meanwhile_is_left_and_reported()
    {
        var branch = crm.NewBranch();
        var (manager, rm) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync());
        var (untouched, touched) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());

        var change = await ChangedAsync(manager, BulkKind.Assign, rm.Id, before: () => crm.HasChangedAsync<Customer>(touched, c => c.LiveIn("Wuxi")));

        Assert.Equal((1, 1), (change.Fates[BulkFate.Changed], change.Fates[BulkFate.ChangedMeanwhile]));
        Assert.Equal(touched, Assert.Single(change.Left).CustomerId);
        Assert.Equal((rm.Id, null), (OwnerOf(untouched), OwnerOf(touched)));
    }

    [Fact]
    public async Task Undoing_puts_back_exactly_what_was_changed_and_reports_what_was_edited_since()
    {
        var branch = crm.NewBranch();
        var (manager, rm, before) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(), await branch.HasStaffAsync());
        var (nobodys, his, edited, already) = (
            await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "李娜", OwnerId = before.Id }), await branch.HasCustomerAsync(),
            await branch.HasCustomerAsync(new() { Name = "王芳", OwnerId = rm.Id }));
        var change = await ChangedAsync(manager, BulkKind.Assign, rm.Id);
        await crm.HasChangedAsync<Customer>(edited, c => c.GiveTo(manager.Id));

        var undone = await UndoneAsync(manager, change.Id);

        Assert.Equal((BulkState.Undone, 2, 1, 1), (undone.State, undone.Fates[BulkFate.PutBack], undone.Fates[BulkFate.EditedSince], undone.Fates[BulkFate.Same]));
        Assert.Equal((null, before.Id, manager.Id, rm.Id), (OwnerOf(nobodys), OwnerOf(his), OwnerOf(edited), OwnerOf(already)));
        Assert.Equal(edited, Assert.Single(undone.Left).CustomerId);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new UndoBulkChange(change.Id)));
    }

    [Fact]
    public async Task A_tag_is_added_removed_and_put_back()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(Manager);
        var (plain, golfer) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "李娜", Tags = ["golf", "tea"] }));
        var full = await branch.HasCustomerAsync(new() { Name = "王芳", Tags = [.. Enumerable.Range(1, Customer.MaxTags).Select(n => $"t{n}")] });

        var added = await ChangedAsync(manager, BulkKind.AddTag, null, " golf ");
        Assert.Equal((1, 1, 1), (added.Fates[BulkFate.Changed], added.Fates[BulkFate.Same], added.Fates[BulkFate.TooManyTags]));
        Assert.Equal("golf", TagsOf(plain));

        await UndoneAsync(manager, added.Id);
        Assert.Equal(("", "golf,tea"), (TagsOf(plain), TagsOf(golfer)));

        var removed = await ChangedAsync(manager, BulkKind.RemoveTag, null, "golf");
        Assert.Equal((1, 2), (removed.Fates[BulkFate.Changed], removed.Fates[BulkFate.Same]));
        Assert.Equal("tea", TagsOf(golfer));
        await UndoneAsync(manager, removed.Id);
        Assert.Equal("golf,tea", TagsOf(golfer));
        Assert.Equal(Customer.MaxTags, TagsOf(full).Split(',').Length);
    }

    [Fact]
    public async Task Who_may_change_only_their_own_customers_tags_only_those()
    {
        var branch = crm.NewBranch();
        var rm = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Bulk, CustomerPermissions.ChangeOwn);
        var (own, other) = (await branch.HasCustomerAsync(new() { Name = "李娜", OwnerId = rm.Id }), await branch.HasCustomerAsync());

        var change = await ChangedAsync(rm, BulkKind.AddTag, null, "tea");

        Assert.Equal((1, 1), (change.Fates[BulkFate.Changed], change.Fates[BulkFate.NotYours]));
        Assert.Equal(("tea", ""), (TagsOf(own), TagsOf(other)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ChangedAsync(rm, BulkKind.Assign, rm.Id));
        Assert.Equal("Ask your branch manager to give customers to somebody else.", refused.Message);
    }

    [Fact]
    public async Task A_colleague_of_another_branch_no_tag_and_somebody_else_s_selection_are_refused()
    {
        var branch = crm.NewBranch();
        var (manager, colleague) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Manager));
        var stranger = await crm.NewBranch().HasStaffAsync();
        await branch.HasCustomerAsync();
        var selection = await FreezeAsync(manager, new());

        await Assert.ThrowsAsync<RefusedException>(() => AskAsync(manager, selection, BulkKind.Assign, stranger.Id, null));
        await Assert.ThrowsAsync<ValidationException>(() => AskAsync(manager, selection, BulkKind.AddTag, null, " "));
        await Assert.ThrowsAsync<ValidationException>(() => AskAsync(manager, selection, BulkKind.AddTag, null, "a,b"));
        await Assert.ThrowsAsync<NotFoundException>(() => AskAsync(colleague, selection, BulkKind.AddTag, null, "tea"));
        var change = await AskAsync(manager, selection, BulkKind.AddTag, null, "tea");
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).AskAsync<GetBulkChange, BulkChangeShown>(new(change)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(new StopBulkChange(change)));
    }

    [Fact]
    public async Task One_that_was_stopped_in_time_changes_nobody()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(Manager);
        var id = await branch.HasCustomerAsync();
        var change = await AskAsync(manager, await FreezeAsync(manager, new()), BulkKind.AddTag, null, "tea");

        await crm.As(manager).SendAsync(new StopBulkChange(change));
        await RunAllAsync();

        Assert.Equal(BulkState.Stopped, (await ShownAsync(manager, change)).State);
        Assert.Empty(TagsOf(id));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_done_is_gone_on_with_once()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(Manager);
        Guid[] customers = [await branch.HasCustomerAsync(), await branch.HasCustomerAsync()];
        var change = await AskAsync(manager, await FreezeAsync(manager, new()), BulkKind.AddTag, null, "tea");
        var system = crm.As(CurrentUser.System("bulk change", CustomerPermissions.Bulk));
        await system.SendAsync(new TakeBulkChange(change, "killed"));
        await crm.As(manager).SendAsync(new ApplyBulkPart(change, 0, "killed"));

        await RunAllAsync();
        Assert.Equal(BulkState.Running, (await ShownAsync(manager, change)).State); // its lease still holds
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new ApplyBulkPart(change, 0, "another")));
        await crm.WorkAsync(async (db, _) =>
        {
            (await db.BulkProgress.AsTracking().SingleAsync(p => p.ChangeId == change)).Release();
            return 0;
        });
        await RunAllAsync();

        var shown = await ShownAsync(manager, change);
        Assert.Equal((BulkState.Done, 2, 2), (shown.State, shown.Done, shown.Fates[BulkFate.Changed]));
        Assert.All(customers, id => Assert.Equal("tea", TagsOf(id)));
    }

    private async Task<BulkChangeShown> ChangedAsync(TestStaff who, BulkKind kind, Guid? ownerId, string? tag = null, Func<Task>? before = null)
    {
        var selection = await FreezeAsync(who, new());
        await (before?.Invoke() ?? Task.CompletedTask);
        return await RunAsync(who, selection, kind, ownerId, tag);
    }

    private async Task<BulkChangeShown> RunAsync(TestStaff who, Guid selection, BulkKind kind, Guid? ownerId, string? tag)
    {
        var id = await AskAsync(who, selection, kind, ownerId, tag);
        await RunAllAsync();
        return await ShownAsync(who, id);
    }

    private async Task<BulkChangeShown> UndoneAsync(TestStaff who, Guid change)
    {
        await crm.As(who).SendAsync(new UndoBulkChange(change));
        await RunAllAsync();
        return await ShownAsync(who, change);
    }

    private async Task<Guid> FreezeAsync(TestStaff who, CustomerFilter filter, params Guid[] branches)
    {
        var id = Guid.CreateVersion7();
        var ticked = branches.Length == 0 ? null : await crm.ReadAsync(db => db.Customers.Where(c => branches.Contains(c.BranchId)).Select(c => c.Id).ToListAsync());
        await crm.As(who).SendAsync(new FreezeSelection(id, filter, "", "", ticked));
        return id;
    }

    private async Task<Guid> AskAsync(TestStaff who, Guid selection, BulkKind kind, Guid? ownerId, string? tag)
    {
        var id = Guid.CreateVersion7();
        await crm.As(who).SendAsync(new AskBulkChange(id, selection, kind, ownerId, tag));
        return id;
    }

    private async Task RunAllAsync()
    {
        while (await crm.Services.RunBulkChangeAsync(CancellationToken.None))
        {
        }
    }

    private Task<BulkChangeShown> ShownAsync(TestStaff who, Guid change) => crm.As(who).AskAsync<GetBulkChange, BulkChangeShown>(new(change));

    private Guid? OwnerOf(Guid customer) => crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.OwnerId).SingleAsync()).GetAwaiter().GetResult();

    private string TagsOf(Guid customer) => string.Join(',', crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Tags).SingleAsync()).GetAwaiter().GetResult());
}
