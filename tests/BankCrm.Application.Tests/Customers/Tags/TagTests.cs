using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Tags;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Tags;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.Tags;

public sealed class TagTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_tag_gets_another_name_and_gets_it_back()
    {
        var (branch, manager) = await BranchAsync();
        var golf = await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["golf", "tea"] });
        var both = await branch.HasCustomerAsync(new() { Name = "Ben", Tags = ["golf", "Golf club"] });
        var neither = await branch.HasCustomerAsync(new() { Name = "Cid", Tags = ["tea"] });
        Assert.Equal(new TagChangePreview(2, 1), await crm.As(manager).AskAsync<GetTagChange, TagChangePreview>(new("golf", "Golf club")));

        var change = new RenameTag { From = "golf", To = "Golf club" };
        await crm.As(manager).SendAsync(change);

        Assert.Equal(["Golf club", "tea"], await TagsAsync(golf));
        Assert.Equal(["Golf club"], await TagsAsync(both));
        Assert.Equal(["tea"], await TagsAsync(neither));

        await crm.As(manager).SendAsync(new UndoTagChange(change.Id, await VersionAsync(change.Id)));

        Assert.Equal(["golf", "tea"], await TagsAsync(golf));
        Assert.Equal(["Golf club", "golf"], await TagsAsync(both));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new UndoTagChange(change.Id, await VersionAsync(change.Id))));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == change.Id && e.Event == AuditEvents.BulkChanged).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, e => Assert.Equal((manager.Id, branch.Id), (e.Actor, e.BranchId)));
        Assert.Contains("\"Customers\":[null,2]", entries[0].Changes);
    }

    [Fact]
    public async Task Another_branchs_customers_are_neither_counted_nor_changed()
    {
        var (branch, manager) = await BranchAsync();
        var (other, stranger) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["sailing"] });
        var theirs = await other.HasCustomerAsync(new() { Name = "Ben", Tags = ["sailing"] });
        var change = new RenameTag { From = "sailing", To = "boats" };

        await crm.As(manager).SendAsync(change);

        Assert.Equal(["sailing"], await TagsAsync(theirs));
        Assert.Equal(new TagRow("boats", 1, null, false), Assert.Single((await crm.As(manager).AskAsync<ListTags, TagList>(new())).Tags));
        var seen = await crm.As(stranger).AskAsync<ListTags, TagList>(new());
        Assert.Equal("sailing", Assert.Single(seen.Tags).Name);
        Assert.Empty(seen.Changes);
        var version = await VersionAsync(change.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new UndoTagChange(change.Id, version)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).AskAsync<GetTagChange, TagChangePreview>(new("unknown", "")));
    }

    [Fact]
    public async Task Spellings_of_one_tag_are_pointed_out_and_suggested_once_typed()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["VIP"] });
        await branch.HasCustomerAsync(new() { Name = "Ben", Tags = ["VIP", "ｖｉｐ"] });
        await branch.HasCustomerAsync(new() { Name = "Cid", Tags = ["vip", "tea"] });

        var tags = (await crm.As(manager).AskAsync<ListTags, TagList>(new())).Tags;

        Assert.Equal(["VIP", "VIP"], tags.Where(t => t.Name is "vip" or "ｖｉｐ").Select(t => t.Twin));
        Assert.All(tags.Where(t => t.Name is "VIP" or "tea"), t => Assert.Null(t.Twin));
        Assert.Equal("VIP", (await crm.As(manager).AskAsync<SuggestTags, IReadOnlyList<string>>(new("Vi")))[0]);
    }

    [Fact]
    public async Task A_retired_tag_is_given_to_nobody_and_kept_by_whoever_has_it()
    {
        var (branch, manager) = await BranchAsync();
        var compliance = await branch.HasStaffAsync(RoleReach.AllBranches, TagPermissions.Retire);
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["millennium"] });
        await crm.As(compliance).SendAsync(new RetireTag("millennium"));

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(compliance).SendAsync(new RetireTag("millennium")));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(manager).SendAsync(new RetireTag("tea")));
        Assert.True(Assert.Single((await crm.As(manager).AskAsync<ListTags, TagList>(new())).Tags, t => t.Name == "millennium").IsRetired);
        Assert.Empty(await crm.As(teller).AskAsync<SuggestTags, IReadOnlyList<string>>(new("millen")));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.WorkAsync<object?>(async (db, _) =>
        {
            await db.RefuseRetiredTagsAsync(["millennium"], [], default);
            return null;
        }));
        Assert.StartsWith("The tag", refused.Message);
        await crm.WorkAsync<object?>(async (db, _) =>
        {
            await db.RefuseRetiredTagsAsync(["millennium"], ["millennium"], default);
            return null;
        });
        await crm.As(compliance).SendAsync(new BringBackTag("millennium"));
        Assert.Single(await crm.As(teller).AskAsync<SuggestTags, IReadOnlyList<string>>(new("millen")));
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["chess"] });

        await Assert.ThrowsAsync<ValidationException>(() => crm.As(manager).SendAsync(new RenameTag { From = "chess", To = "a, b" }));
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(manager).SendAsync(new RenameTag { From = "chess", To = new string('x', 31) }));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new RenameTag { From = "chess", To = "chess" }));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new RenameTag { From = "nobody has it", To = "chess" }));
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new RenameTag { From = "chess", To = "go" }));
    }

    private async Task<(TestBranch, TestStaff)> BranchAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync(CustomerPermissions.Read, TagPermissions.Manage));
    }

    private Task<IReadOnlyList<string>> TagsAsync(Guid customer) => crm.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Tags).SingleAsync());

    private Task<uint> VersionAsync(Guid change) => crm.ReadAsync(db => db.TagChanges.Where(c => c.Id == change).Select(c => c.Version).SingleAsync());
}
