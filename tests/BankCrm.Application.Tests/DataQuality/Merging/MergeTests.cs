using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Search;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.DataQuality.Merging;

public sealed class MergeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task All_that_pointed_at_the_one_record_stands_in_the_other_and_opens_there()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(Merges.Full(2, "王 一"));
        var loser = await merges.Branch.HasCustomerAsync(Merges.Full(3, "王 二"));
        await merges.WroteAsync(survivor, "Note 2");
        await merges.WroteAsync(loser, "Note 3");

        await merges.MergedAsync(survivor, loser, MergeField.Name, MergeField.BirthDate, MergeField.Employer);

        var shown = (await crm.As(merges.Approver).AskAsync<GetCustomer, SeenCustomer>(new(survivor))).Customer!;
        Assert.Equal(("王 二", (short)1960), (shown.Name, shown.BirthYear));
        Assert.Equal(2, shown.Parts.Documents.Count);
        Assert.Equal(4, shown.Parts.Contacts.Count);
        Assert.Equal(["Note 3", "Note 2"], shown.Parts.Notes.Select(n => n.Text));
        Assert.Equal("南京市", Assert.Single(shown.Parts.Addresses, a => a.IsMain).Place);
        Assert.Equal(["shared", "tag2", "tag3"], shown.Tags);
        Assert.True(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == survivor && k.Key == "王二")));
        Assert.False(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == survivor && k.Key == "王一")));
    }

    [Fact]
    public async Task The_other_record_is_found_no_more_and_its_address_leads_on()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(Merges.Full(12, "王 三"));
        var loser = await merges.Branch.HasCustomerAsync(Merges.Full(13, "王 四"));

        await merges.MergedAsync(survivor, loser);

        var list = await crm.As(merges.Approver).AskAsync<ListCustomers, CustomerList>(new(new()));
        Assert.Equal([survivor], list.Page.Items.Select(c => c.Id));
        Assert.False(await crm.ReadAsync(db => db.NameKeys.AnyAsync(k => k.CustomerId == loser)));
        Assert.Equal(survivor, await crm.As(merges.Approver).AskAsync<GetSurvivor, Guid?>(new(loser)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(merges.Approver).AskAsync<GetCustomer, SeenCustomer>(new(loser)));
        var kept = await crm.ReadAsync(db => db.CustomersWithMerged.SingleAsync(c => c.Id == loser));
        Assert.Null(kept.NameAndBirth);
        Assert.NotNull(await crm.ReadAsync(db => db.CustomerKeys.SingleOrDefaultAsync(k => k.CustomerId == loser)));
    }

    [Fact]
    public async Task Nobody_approves_what_they_proposed_and_nobody_decides_twice()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(new() { Name = "王 五" });
        var loser = await merges.Branch.HasCustomerAsync(new() { Name = "王 六" });
        var merge = await merges.ProposedAsync(survivor, loser);
        var version = await merges.VersionOfAsync<Merge>(merge);

        var own = await Assert.ThrowsAsync<RefusedException>(() => crm.As(merges.Proposer).SendAsync(new ApproveMerge(merge, version)));
        Assert.StartsWith("Nobody approves", own.Message);
        await merges.ApproveAsync(merge);

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(merges.Approver).SendAsync(new ApproveMerge(merge, version)));
        await Assert.ThrowsAsync<RefusedException>(() => merges.ApproveAsync(merge));
    }

    [Fact]
    public async Task A_record_that_changed_after_the_proposal_is_a_conflict()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(new() { Name = "王 七" });
        var loser = await merges.Branch.HasCustomerAsync(new() { Name = "王 八" });
        var stale = await merges.ProposalAsync(survivor, loser);
        await crm.HasChangedAsync<Customer>(loser, c => c.LiveIn("Suzhou"));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(merges.Proposer).SendAsync(stale));

        var merge = await merges.ProposedAsync(survivor, loser);
        await crm.HasChangedAsync<Customer>(survivor, c => c.LiveIn("Wuxi"));

        await Assert.ThrowsAsync<ConflictException>(() => merges.ApproveAsync(merge));
        Assert.Equal(MergeStatus.Proposed, await StatusAsync(merge));
        Assert.Equal(2, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.Id == survivor || c.Id == loser)));
    }

    [Fact]
    public async Task Another_branch_finds_neither_the_records_nor_the_merge()
    {
        var merges = await Merges.OfAsync(crm);
        var others = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(new() { Name = "赵 一" });
        var loser = await merges.Branch.HasCustomerAsync(new() { Name = "赵 二" });
        var foreign = await others.Branch.HasCustomerAsync(new() { Name = "赵 三" });
        var merge = await merges.ProposedAsync(survivor, loser);
        var version = await merges.VersionOfAsync<Merge>(merge);
        var mixed = await merges.ProposalAsync(survivor, foreign);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(merges.Proposer).SendAsync(mixed));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(others.Approver).SendAsync(new ApproveMerge(merge, version)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(others.Approver).AskAsync<GetMerge, MergeShown>(new(merge)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(others.Approver).AskAsync<GetMergePreview, MergePreview>(new(foreign, loser)));
        Assert.Empty((await crm.As(others.Approver).AskAsync<ListMerges, Page<MergeRow>>(new())).Items);
    }

    [Fact]
    public async Task A_relationship_manager_proposes_for_their_own_and_a_protected_record_stays_closed()
    {
        var merges = await Merges.OfAsync(crm);
        var relationship = await merges.Branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ChangeOwn, MergePermissions.Propose);
        var own = await merges.Branch.HasCustomerAsync(new() { Name = "钱 一", OwnerId = relationship.Id });
        var nobodys = await merges.Branch.HasCustomerAsync(new() { Name = "钱 二" });
        var colleagues = await merges.Branch.HasCustomerAsync(new() { Name = "钱 三", OwnerId = merges.Approver.Id });
        var guarded = await merges.Branch.HasCustomerAsync(new() { Name = "钱 四", OwnerId = relationship.Id });
        await crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));

        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(relationship).SendAsync(await merges.ProposalAsync(own, colleagues)));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(relationship).SendAsync(await merges.ProposalAsync(own, guarded)));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(merges.Proposer).SendAsync(await merges.ProposalAsync(own, guarded)));
        await crm.As(relationship).SendAsync(await merges.ProposalAsync(own, nobodys));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(relationship).SendAsync(new ApproveMerge(Guid.CreateVersion7(), 1)));
    }

    [Fact]
    public async Task A_record_waits_in_one_proposal_only_and_can_be_withdrawn_or_turned_down()
    {
        var merges = await Merges.OfAsync(crm);
        var a = await merges.Branch.HasCustomerAsync(new() { Name = "孙 一" });
        var b = await merges.Branch.HasCustomerAsync(new() { Name = "孙 二" });
        var c = await merges.Branch.HasCustomerAsync(new() { Name = "孙 三" });
        var first = await merges.ProposedAsync(a, b);

        await Assert.ThrowsAsync<RefusedException>(() => merges.ProposedAsync(b, c));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(merges.Approver).SendAsync(new WithdrawMerge(first, await merges.VersionOfAsync<Merge>(first))));
        await crm.As(merges.Proposer).SendAsync(new WithdrawMerge(first, await merges.VersionOfAsync<Merge>(first)));
        var second = await merges.ProposedAsync(b, c);
        await crm.As(merges.Approver).SendAsync(new TurnDownMerge { MergeId = second, Version = await merges.VersionOfAsync<Merge>(second), Reason = "Brothers" });

        Assert.Equal((MergeStatus.Withdrawn, MergeStatus.TurnedDown), (await StatusAsync(first), await StatusAsync(second)));
        Assert.Equal(2, (await crm.As(merges.Approver).AskAsync<ListMerges, Page<MergeRow>>(new())).Items.Count);
        Assert.Empty((await crm.As(merges.Approver).AskAsync<ListMerges, Page<MergeRow>>(new(MergeFilter.ForMe))).Items);
    }

    [Fact]
    public async Task Each_step_stands_in_the_audit_trail_of_both()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(Merges.Full(22, "周 一"));
        var loser = await merges.Branch.HasCustomerAsync(Merges.Full(23, "周 二"));

        var merge = await merges.MergedAsync(survivor, loser, MergeField.Occupation);
        await merges.UndoAsync(merge);

        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == merge).ToListAsync());
        Assert.Equal(2, entries.Count(e => e.Event == AuditEvents.Proposed && e.Actor == merges.Proposer.Id));
        Assert.Single(entries, e => e.Event == AuditEvents.Decided && e.Actor == merges.Approver.Id);
        Assert.Equal(new Guid?[] { survivor, loser }.Order(), entries.Where(e => e.Event == AuditEvents.CustomersMerged).Select(e => e.CustomerRef).Order());
        Assert.Equal(2, entries.Count(e => e.Event == AuditEvents.MergeUndone));
        Assert.Contains("Moved/identity_documents", entries.First(e => e.Event == AuditEvents.CustomersMerged).Changes);
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.CustomerRef == loser && e.Event == AuditEvents.Created)));
    }

    [Fact]
    public async Task Who_sees_two_branches_merges_across_them_and_the_parts_follow()
    {
        var (merges, others) = (await Merges.OfAsync(crm), await Merges.OfAsync(crm));
        var survivor = await merges.Branch.HasCustomerAsync(Merges.Full(52, "褚 一"));
        var loser = await others.Branch.HasCustomerAsync(Merges.Full(53, "褚 二"));
        await crm.HasChangedAsync<Customer>(loser, c => c.GiveTo(others.Proposer.Id));
        var compliance = await merges.Branch.HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, MergePermissions.Approve);
        var everywhere = await merges.Branch.HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, CustomerPermissions.Change, MergePermissions.Propose);
        var before = await merges.ContentAsync();
        var proposal = await merges.ProposalAsync(survivor, loser);
        await crm.As(everywhere).SendAsync(proposal);

        await Assert.ThrowsAsync<NotFoundException>(() => merges.ApproveAsync(proposal.Id));
        await crm.As(compliance).SendAsync(new ApproveMerge(proposal.Id, await merges.VersionOfAsync<Merge>(proposal.Id)));

        var branches = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == survivor).Select(p => p.BranchId).Distinct().ToListAsync());
        Assert.Equal([merges.Branch.Id], branches);
        await crm.As(compliance).SendAsync(
            new UndoMerge { MergeId = proposal.Id, Version = await merges.VersionOfAsync<Merge>(proposal.Id), Reason = "Two people" });
        Assert.Equal(before, await merges.ContentAsync());
    }

    [Fact]
    public async Task The_owner_of_another_branch_does_not_come_along()
    {
        var (merges, others) = (await Merges.OfAsync(crm), await Merges.OfAsync(crm));
        var survivor = await merges.Branch.HasCustomerAsync(new() { Name = "卫 一" });
        var loser = await others.Branch.HasCustomerAsync(new() { Name = "卫 二", OwnerId = others.Proposer.Id });
        var compliance = await merges.Branch.HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, MergePermissions.Approve);
        var everywhere = await merges.Branch.HasStaffAsync(Domain.Admin.Roles.RoleReach.AllBranches, CustomerPermissions.Change, MergePermissions.Propose);
        var proposal = await merges.ProposalAsync(survivor, loser, MergeField.Owner);
        await crm.As(everywhere).SendAsync(proposal);
        var version = await merges.VersionOfAsync<Merge>(proposal.Id);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(compliance).SendAsync(new ApproveMerge(proposal.Id, version)));

        Assert.StartsWith("The owner of the other record", refused.Message);
        Assert.Empty(await crm.ReadAsync(db => db.MergeImages.Where(i => i.MergeId == proposal.Id).ToListAsync()));
    }

    [Fact]
    public async Task The_number_of_a_merged_record_finds_the_one_that_goes_on()
    {
        var merges = await Merges.OfAsync(crm);
        var survivor = await merges.Branch.HasCustomerAsync(new() { Name = "蒋 一" });
        var loser = await merges.Branch.HasCustomerAsync(new() { Name = "蒋 二" });
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == loser).Select(c => c.Number).SingleAsync());
        await merges.MergedAsync(survivor, loser);

        var found = await crm.As(merges.Approver).AskAsync<FindCustomers, FoundCustomers>(new(number));

        Assert.Equal(survivor, Assert.Single(found.Hits).Id);
    }

    private Task<MergeStatus> StatusAsync(Guid merge) => crm.ReadAsync(db => db.Merges.Where(m => m.Id == merge).Select(m => m.Status).SingleAsync());
}
