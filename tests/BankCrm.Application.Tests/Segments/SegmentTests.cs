using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Segments;

public sealed class SegmentTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly SegmentGroup Vips = SegmentGroup.All(new SegmentCondition("tier", SegmentTest.IsAnyOf, nameof(CustomerTier.Vip)));

    private readonly SegmentBank bank = new(crm);

    [Fact]
    public async Task One_counts_ones_own_customers_the_branch_with_the_right_to_and_never_another_branch()
    {
        var branch = crm.NewBranch();
        var (adviser, manager) = (await branch.HasStaffAsync(SegmentPermissions.Read, SegmentPermissions.Members), await branch.HasStaffAsync(SegmentBank.Manager));
        await HasVipsAsync(branch, 3, adviser.Id);
        await HasVipsAsync(branch, 2, owner: null);
        await HasVipsAsync(crm.NewBranch(), 4, owner: null);

        Assert.Equal(3, await bank.CountAsync(adviser, Vips));
        Assert.Equal(5, await bank.CountAsync(manager, Vips));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await bank.CountAsync(await branch.HasStaffAsync(), Vips));
    }

    [Fact]
    public async Task Who_may_not_see_who_is_in_it_is_told_no_small_number()
    {
        var branch = crm.NewBranch();
        var marketing = await branch.HasStaffAsync(SegmentBank.Marketing);
        var tag = $"t{Guid.NewGuid():n}"[..20];
        var tagged = SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag));
        await HasVipsAsync(branch, 19, owner: null, tag);

        Assert.Null(await bank.CountAsync(marketing, tagged));
        var profile = await crm.As(marketing).AskAsync<GetSegmentProfile, SegmentProfile>(new(tagged));
        Assert.Null(profile.Customers);
        Assert.Empty(profile.Parts);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(marketing).AskAsync<ListSegmentMembers, Page<SegmentMemberRow>>(new(null, Asks: tagged)));

        await branch.HasCustomerAsync(new() { Name = "李四", Tier = CustomerTier.Mass, Tags = [tag] });
        Assert.Equal(20, await bank.CountAsync(marketing, tagged));
        profile = await crm.As(marketing).AskAsync<GetSegmentProfile, SegmentProfile>(new(tagged));
        Assert.Equal(20, profile.Customers);
        Assert.All(profile.Parts[ProfileDimension.Tier].Where(p => p.Value is CustomerTier.Vip or CustomerTier.Mass), p => Assert.Null(p.Customers)); // 19 and 1: one would tell the other
    }

    [Fact]
    public async Task Who_may_not_see_who_is_in_it_learns_nothing_of_the_few_by_whom_two_questions_differ()
    {
        var branch = crm.NewBranch();
        var (marketing, manager) = (await branch.HasStaffAsync(SegmentBank.Marketing), await branch.HasStaffAsync(SegmentBank.Manager));
        var tag = $"t{Guid.NewGuid():n}"[..20];
        var tagged = SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag));
        await HasVipsAsync(branch, 31, owner: null, tag);
        await branch.HasCustomerAsync(new() { Name = "李四", Tier = CustomerTier.Private, Tags = [tag] });
        await HasVipsAsync(branch, 23, owner: null);
        var without = SegmentGroup.All(tagged, Vips);

        Assert.Equal((32, 31), (await bank.CountAsync(manager, tagged), await bank.CountAsync(manager, without)));
        Assert.Equal((30, 30), (await bank.CountAsync(marketing, tagged), await bank.CountAsync(marketing, without)));
        var profile = await crm.As(marketing).AskAsync<GetSegmentProfile, SegmentProfile>(new(Vips));
        Assert.Equal((50, 60, 20), (profile.Customers, profile.All, profile.Least));
        Assert.Equal([50], profile.Parts[ProfileDimension.Tier].Where(p => p.Value is CustomerTier.Vip).Select(p => p.Customers!.Value));
        Assert.All(profile.Parts[ProfileDimension.Tier].Where(p => p.Value is CustomerTier.Private), p => Assert.Null(p.OfAll)); // one of all customers
        var (all, vips) = (await MadeAsync(marketing, SegmentReach.Own, tagged), await MadeAsync(marketing, SegmentReach.Own, Vips));
        var overlap = await crm.As(marketing).AskAsync<GetSegmentOverlap, SegmentOverlap>(new([all, vips]));
        Assert.Equal([30, 50], overlap.Segments.Select(s => s.Customers));
        Assert.Equal([30, null, 20], overlap.Parts.Select(p => p.Customers));
    }

    [Fact]
    public void Rounded_parts_add_up_and_none_that_can_be_told_becomes_too_small()
    {
        var dice = new Random(20261127);
        for (var round = 0; round < 1000; round++)
        {
            List<int> parts = [.. Enumerable.Range(0, 1 + dice.Next(12)).Select(_ => dice.Next(20, 20 + (1 << dice.Next(4, 14))))];

            var rounded = FewCustomers.Rounded(parts);

            Assert.Equal(FewCustomers.Rounded(parts.Sum()), rounded.Sum());
            Assert.All(rounded.Zip(parts), p => Assert.True(p.First % 10 == 0 && p.First >= 20 && Math.Abs(p.First - p.Second) < 10));
        }
    }

    [Fact]
    public async Task Protected_customers_are_neither_counted_nor_shown_to_who_may_not_open_them()
    {
        var branch = crm.NewBranch();
        var (manager, adviser) = (await branch.HasStaffAsync(SegmentBank.Manager), await branch.HasStaffAsync(SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys));
        await HasVipsAsync(branch, 2, owner: null);
        var hidden = await branch.HasCustomerAsync(new() { Name = "秘密", Tier = CustomerTier.Vip });
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));

        Assert.Equal((2, 3), (await bank.CountAsync(adviser, Vips), await bank.CountAsync(manager, Vips)));
        var seen = await crm.As(adviser).AskAsync<ListSegmentMembers, Page<SegmentMemberRow>>(new(null, Asks: Vips));
        Assert.DoesNotContain(seen.Items, r => r.Id == hidden);
    }

    [Fact]
    public async Task A_segment_is_kept_found_as_far_as_it_reaches_and_changed_by_whoever_made_it()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (manager, colleague, away) = (await branch.HasStaffAsync(SegmentBank.Manager), await branch.HasStaffAsync(SegmentBank.Manager), await elsewhere.HasStaffAsync(SegmentBank.Manager));
        var marketing = await branch.HasStaffAsync(RoleReach.AllBranches, SegmentBank.Marketing);
        var own = await MadeAsync(manager, SegmentReach.Own);
        var ofBranch = await MadeAsync(manager, SegmentReach.Branch);
        var ofBank = await MadeAsync(marketing, SegmentReach.Bank);

        Assert.Equal("true true true", await SeesAsync(manager, own, ofBranch, ofBank));
        Assert.Equal("false true true", await SeesAsync(colleague, own, ofBranch, ofBank));
        Assert.Equal("false false true", await SeesAsync(away, own, ofBranch, ofBank));
        await Assert.ThrowsAsync<ForbiddenException>(() => MadeAsync(manager, SegmentReach.Bank));

        var shown = await crm.As(colleague).AskAsync<GetSegment, SegmentShown>(new(ofBranch));
        Assert.False(shown.MayChange);
        var changed = new ChangeSegment { Id = ofBranch, Version = shown.Version, Name = "New name", Reach = SegmentReach.Branch, Asks = Vips };
        Assert.Contains("was made by a colleague", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(colleague).SendAsync(changed))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).SendAsync(changed with { Id = own }));
        await crm.As(manager).SendAsync(changed);
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(manager).SendAsync(changed with { Name = "Stale" }));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == ofBranch && e.Event == AuditEvents.Changed && e.Actor == manager.Id)));
    }

    [Fact]
    public async Task What_is_not_complete_or_turns_in_a_circle_is_refused()
    {
        var manager = await crm.NewBranch().HasStaffAsync(SegmentBank.Manager);
        var first = await MadeAsync(manager, SegmentReach.Own);
        var second = await MadeAsync(manager, SegmentReach.Own, Named(first));
        var version = (await crm.As(manager).AskAsync<GetSegment, SegmentShown>(new(first))).Version;

        foreach (var asks in new[]
        {
            SegmentGroup.All(new SegmentCondition("no-such-field", SegmentTest.Yes)), SegmentGroup.All(new SegmentCondition("tier", SegmentTest.IsAnyOf)),
            SegmentGroup.All(new SegmentCondition("tier", SegmentTest.AtLeast, "1")), SegmentGroup.All(new SegmentCondition("assets", SegmentTest.AtLeast, "1; drop table customers")),
            SegmentGroup.All(new SegmentCondition("age", SegmentTest.Between, "60", "20")), SegmentGroup.All(new SegmentCondition("movements", SegmentTest.AtLeast, "1") { Days = 31 }),
            SegmentGroup.All(new SegmentCondition("segment", SegmentTest.IsAnyOf, "not an id")),
        })
        {
            await Assert.ThrowsAsync<ValidationException>(() => crm.As(manager).SendAsync(new MakeSegment { Name = "Wrong", Asks = asks }));
            await Assert.ThrowsAsync<RefusedException>(() => bank.CountAsync(manager, asks));
        }

        var circle = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new ChangeSegment { Id = first, Version = version, Name = "Circle", Asks = Named(second) }));
        Assert.Equal("A segment cannot ask for itself, not by way of others either.", circle.Message);
        var wider = await Assert.ThrowsAsync<RefusedException>(() => MadeAsync(manager, SegmentReach.Branch, Named(first)));
        Assert.Contains("which not everybody sees", wider.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_in_a_segment_and_the_contrary_of_it_make_the_whole()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await HasVipsAsync(branch, 3, owner: null);
        await branch.HasCustomerAsync(new() { Name = "李四" });
        var vips = await MadeAsync(manager, SegmentReach.Own);

        Assert.Equal(3, await bank.CountAsync(manager, Named(vips)));
        Assert.Equal(1, await bank.CountAsync(manager, SegmentGroup.None(Named(vips))));
        Assert.Equal(4, await bank.CountAsync(manager, SegmentGroup.Everybody));
    }

    [Fact]
    public async Task A_snapshot_keeps_whom_it_held_and_another_segment_can_ask_for_it()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        var gone = (await HasVipsAsync(branch, 3, owner: null))[0];
        var vips = await MadeAsync(manager, SegmentReach.Branch);
        var id = Guid.CreateVersion7();

        await crm.As(manager).SendAsync(new TakeSnapshot(id, vips, "Before"));
        await crm.HasChangedAsync<Customer>(gone, c => c.Classify(CustomerTier.Mass, c.Stage, c.Language, []));

        Assert.Equal(2, await bank.CountAsync(manager, Named(vips)));
        Assert.Equal(3, (await crm.As(manager).AskAsync<ListSegmentMembers, Page<SegmentMemberRow>>(new(vips, id))).Items.Count);
        Assert.Equal(1, await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("snapshot", SegmentTest.IsAnyOf, id.ToString()), SegmentGroup.None(Named(vips)))));
        Assert.Equal(3, (await crm.ReadAsync(db => db.SegmentSnapshots.SingleAsync(s => s.Id == id))).Customers);
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == id && e.Event == AuditEvents.BulkChanged)));

        var colleague = await branch.HasStaffAsync(SegmentBank.Manager);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(colleague).SendAsync(new DropSnapshot(id, vips)));
        await crm.As(manager).SendAsync(new DropSnapshot(id, vips));
        Assert.False(await crm.ReadAsync(db => db.SegmentMembers.AnyAsync(m => m.SnapshotId == id)));
    }

    [Fact]
    public async Task Marketing_keeps_no_snapshot_of_few()
    {
        var branch = crm.NewBranch();
        var marketing = await branch.HasStaffAsync(SegmentBank.Marketing);
        await HasVipsAsync(branch, 3, owner: null);
        var vips = await MadeAsync(marketing, SegmentReach.Own);
        var id = Guid.CreateVersion7();

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(marketing).SendAsync(new TakeSnapshot(id, vips, "Few")));
        Assert.False(await crm.ReadAsync(db => db.SegmentMembers.AnyAsync(m => m.SnapshotId == id)));
    }

    [Fact]
    public async Task Segments_lie_over_each_other_by_shown_parts_that_add_up()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await HasVipsAsync(branch, 2, manager.Id);
        await HasVipsAsync(branch, 3, owner: null);
        await branch.HasCustomerAsync(new() { Name = "李四", OwnerId = manager.Id });
        var vips = await MadeAsync(manager, SegmentReach.Own);
        var lookedAfter = await MadeAsync(manager, SegmentReach.Own, SegmentGroup.All(new SegmentCondition("looked-after", SegmentTest.Yes)));

        var overlap = await crm.As(manager).AskAsync<GetSegmentOverlap, SegmentOverlap>(new([vips, lookedAfter]));

        Assert.Equal([5, 3], overlap.Segments.Select(s => s.Customers));
        Assert.Equal(["True True 2", "True False 3", "False True 1"], overlap.Parts.Select(p => $"{string.Join(' ', p.In)} {p.Customers}"));
    }

    [Fact]
    public async Task Whom_it_holds_becomes_a_selection()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await HasVipsAsync(branch, 3, owner: null);
        var vips = await MadeAsync(manager, SegmentReach.Own);
        var id = Guid.CreateVersion7();

        await crm.As(manager).SendAsync(new SelectSegment(id, vips));

        Assert.Equal(3, (await crm.ReadAsync(db => db.CustomerSelections.SingleAsync(s => s.Id == id))).Count);
    }

    [Fact]
    public async Task Ready_made_questions_can_all_be_asked()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await bank.PeopleAsync(branch, manager.Id, 2, new(7));

        foreach (var ready in Enum.GetValues<ReadyMadeSegment>())
        {
            await crm.As(manager).SendAsync(new MakeSegment { Name = $"{ready}", Asks = ready.Asks });
            Assert.InRange((await bank.CountAsync(manager, ready.Asks)).GetValueOrDefault(-1), 0, 2);
        }
    }

    private static async Task<List<Guid>> HasVipsAsync(TestBranch branch, int count, Guid? owner, string? tag = null)
    {
        var made = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            made.Add(await branch.HasCustomerAsync(new() { Name = "王五", Tier = CustomerTier.Vip, OwnerId = owner, Tags = tag is null ? [] : [tag] }));
        }

        return made;
    }

    private async Task<Guid> MadeAsync(TestStaff staff, SegmentReach reach, SegmentGroup? asks = null)
    {
        var command = new MakeSegment { Name = $"Segment {Guid.NewGuid():n}", Reach = reach, Asks = asks ?? Vips };
        await crm.As(staff).SendAsync(command);
        return command.Id;
    }

    private async Task<string> SeesAsync(TestStaff staff, params Guid[] segments)
    {
        var seen = new List<string>();
        foreach (var id in segments)
        {
            try
            {
                await crm.As(staff).AskAsync<GetSegment, SegmentShown>(new(id));
                seen.Add("true");
            }
            catch (NotFoundException)
            {
                seen.Add("false");
            }
        }

        return string.Join(' ', seen);
    }

    private static SegmentGroup Named(Guid segment) => SegmentGroup.All(new SegmentCondition(GroupFields.InSegment, SegmentTest.IsAnyOf, segment.ToString()));
}
