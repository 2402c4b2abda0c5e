using System.Text;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Campaigns.HandOvers;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.HandOvers;

/// <summary>Who hands over whom, once, whatever happens meanwhile.</summary>
public sealed class HandOverRulesTests(CampaignCrm crm) : HandOverTestBase(crm)
{
    [Fact]
    public async Task Nobody_is_in_two_files_and_the_same_file_is_taken_again()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        for (var i = 0; i < 12; i++)
        {
            await branch.HasCustomerAsync(Letter(tag, $"客户{i:00}"));
        }

        var (one, other) = (await ManagerAsync(branch), await ManagerAsync(branch));
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var (first, second) = (await RequestedAsync(one, id), await RequestedAsync(other, id));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(RunAsync)));

        var files = await Crm.ReadAsync(db => db.CampaignHandOvers.Where(h => h.Id == first || h.Id == second).ToListAsync());
        Assert.Equal(12, files.Sum(f => f.Rows ?? 0));
        Assert.All(files.Where(f => f.State is HandOverState.Failed), f => Assert.Equal("Nobody waits to be handed over.", f.Failure));
        var lines = new List<string>();
        foreach (var file in files.Where(f => f.State is HandOverState.Ready))
        {
            var staff = file.Id == first ? one : other;
            var bytes = await TakenAsync(staff, file.Id);
            Assert.Equal(bytes, await TakenAsync(staff, file.Id));
            lines.AddRange(Encoding.UTF8.GetString(bytes).Split("\r\n").Where(l => l.StartsWith("客户", StringComparison.Ordinal)).Select(l => l[..4]));
        }

        Assert.Equal((12, 12), (lines.Count, lines.Distinct().Count()));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(one, id));
        Assert.Equal("Nobody waits to be handed over.", refused.Message);
    }

    [Fact]
    public async Task What_a_dead_process_began_another_writes_anew_and_nobody_is_lost()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var file = await RequestedAsync(manager, id);
        var scopes = Crm.Services.GetRequiredService<IServiceScopeFactory>();
        Assert.Equal(file, await scopes.AsSystemAsync("test", db => HandOverSql.LeaseAsync(db, "dead", CancellationToken.None)));
        await RunAsync();
        Assert.Equal(HandOverState.Waiting, (await ReadAsync(file)).State); // the lease still holds
        await Assert.ThrowsAsync<ConflictException>(() => Crm.As(manager).SendAsync(new WriteHandOver(file, "another"))); // overtaken: neither file nor marks
        Assert.Equal(ContactState.Planned, Assert.Single(await Crm.ContactsAsync(id)).State);

        await Crm.WorkAsync(async (db, _) =>
            db.Entry(await db.CampaignHandOvers.AsTracking().SingleAsync(h => h.Id == file)).Property(h => h.LeasedUntil).CurrentValue = TimeProvider.System.GetUtcNow().AddSeconds(-1));
        await RunAsync();

        Assert.Equal((HandOverState.Ready, 1), ((await ReadAsync(file)).State, (await ReadAsync(file)).Rows));
        Assert.Equal(file, Assert.Single(await Crm.ContactsAsync(id)).HandOverId);
    }

    [Fact]
    public async Task A_file_that_nobody_takes_is_deleted_and_those_in_it_wait_again()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        await branch.HasCustomerAsync(CampaignCrm.Person(tag) with { Name = "李娜", WeChat = "lina_88" });
        var (one, other) = (await ManagerAsync(branch), await ManagerAsync(branch));
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter, CampaignChannel.WeChat);
        var (left, taken) = (await WrittenAsync(one, id), await WrittenAsync(other, id, CampaignChannel.WeChat));
        await TakenAsync(other, taken);

        Crm.Pass(TimeSpan.FromHours(25));
        await RunAsync();

        Assert.Equal((HandOverState.Expired, HandOverState.PickedUp), ((await ReadAsync(left)).State, (await ReadAsync(taken)).State));
        await Assert.ThrowsAsync<RefusedException>(() => TakenAsync(one, left));
        await Assert.ThrowsAsync<RefusedException>(() => TakenAsync(other, taken));
        var contacts = (await Crm.ContactsAsync(id)).ToDictionary(c => c.Channel!.Value);
        Assert.Equal((ContactState.Planned, null, null), (contacts[CampaignChannel.Letter].State, contacts[CampaignChannel.Letter].SentAt, contacts[CampaignChannel.Letter].HandOverId));
        Assert.Equal((ContactState.Sent, taken), (contacts[CampaignChannel.WeChat].State, contacts[CampaignChannel.WeChat].HandOverId));
        var tallies = await Crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == id && t.Step == TallyStep.Sent).ToListAsync());
        Assert.Equal(1, tallies.Sum(t => t.Contacts));
        Crm.Pass(TimeSpan.FromHours(-25));
    }

    [Fact]
    public async Task A_file_that_is_cancelled_lets_those_in_it_wait_again()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var (manager, colleague) = (await ManagerAsync(branch), await ManagerAsync(branch));
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);

        var waiting = await RequestedAsync(manager, id);
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(colleague).SendAsync(new CancelHandOver(waiting)));
        await Crm.As(manager).SendAsync(new CancelHandOver(waiting));
        await RunAsync(); // finds nothing to write
        Assert.Equal(HandOverState.Cancelled, (await ReadAsync(waiting)).State);

        var ready = await WrittenAsync(manager, id);
        Assert.Equal(ContactState.Sent, Assert.Single(await Crm.ContactsAsync(id)).State);
        await Crm.As(manager).SendAsync(new CancelHandOver(ready));
        var contact = Assert.Single(await Crm.ContactsAsync(id));
        Assert.Equal((ContactState.Planned, null, null), (contact.State, contact.SentAt, contact.HandOverId));
        await Assert.ThrowsAsync<RefusedException>(() => TakenAsync(manager, ready));
        Assert.True(await Crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == ready && e.ReasonCode == nameof(HandOverState.Cancelled) && e.Actor == manager.Id)));

        var again = await WrittenAsync(manager, id);
        await TakenAsync(manager, again);
        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new CancelHandOver(again)));
        Assert.Equal(again, Assert.Single(await Crm.ContactsAsync(id)).HandOverId);
    }

    [Fact]
    public async Task What_is_cancelled_while_it_is_written_marks_nobody()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var file = await RequestedAsync(manager, id);
        var scopes = Crm.Services.GetRequiredService<IServiceScopeFactory>();
        Assert.Equal(file, await scopes.AsSystemAsync("test", db => HandOverSql.LeaseAsync(db, "writer", CancellationToken.None)));

        await Crm.As(manager).SendAsync(new CancelHandOver(file));

        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new WriteHandOver(file, "writer")));
        Assert.False(await scopes.AsSystemAsync("test", db => HandOverSql.TellAsync(db, file, "writer", 1, CancellationToken.None))); // at the next rows it stops
        Assert.Equal(ContactState.Planned, Assert.Single(await Crm.ContactsAsync(id)).State);
    }

    [Fact]
    public async Task Those_who_may_hand_over_are_told_once_that_letters_wait()
    {
        var tag = Crm.NewTag();
        var (north, south) = (Crm.NewBranch(), Crm.NewBranch());
        await north.HasCustomerAsync(Letter(tag, "张伟"));
        await north.HasCustomerAsync(CampaignCrm.Person(tag) with { Name = "李娜", WeChat = "lina_88" });
        var (manager, other, reader) = (await ManagerAsync(north), await ManagerAsync(south), await north.HasStaffAsync(CampaignPermissions.Read));
        var compliance = await south.HasStaffAsync(RoleReach.AllBranches, [.. CampaignCrm.Compliance, CampaignPermissions.HandOver]);
        var maker = await north.HasStaffAsync(RoleReach.AllBranches, [.. CampaignCrm.Marketing, CampaignPermissions.HandOver]);
        var id = await RunsAsync(maker, tag, CampaignChannel.Letter, CampaignChannel.WeChat);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(RingAsync)));
        Crm.Pass(TimeSpan.FromHours(3));
        await RingAsync();
        Crm.Pass(TimeSpan.FromHours(-3));

        foreach (var told in new[] { manager, compliance })
        {
            var notices = await NoticesOfAsync(told, id);
            Assert.Equal([NoticeKind.LettersWait, NoticeKind.WeChatWaits], notices.Select(n => n.Kind).Order());
            Assert.All(notices, n => Assert.Equal(new NoticeSubject("Spring deposits", $"/campaigns/{id}/hand-overs"), n.About));
        }

        Assert.Empty(await NoticesOfAsync(other, id));
        Assert.Empty(await NoticesOfAsync(reader, id));
        Assert.Empty(await NoticesOfAsync(maker, id)); // they may not hand over what they made
        var home = await Crm.As(manager).AskAsync<GetCampaignsAtHome, CampaignsAtHomeShown>(new());
        Assert.Equal((id, 1), (Assert.Single(home.ToHandOver).Id, home.Counted[CampaignView.ToHandOver]));
        Assert.Equal(id, Assert.Single((await Crm.As(manager).AskAsync<ListCampaigns, Page<CampaignListRow>>(new(CampaignView.ToHandOver))).Items).Id);
        Assert.Empty((await Crm.As(other).AskAsync<GetCampaignsAtHome, CampaignsAtHomeShown>(new())).ToHandOver);
    }

    private Task RingAsync() => ActivatorUtilities.CreateInstance<HandOverBell>(Crm.Services).RunNextAsync(CancellationToken.None);

    private async Task<IReadOnlyList<NoticeRow>> NoticesOfAsync(TestStaff staff, Guid campaign) =>
        [.. (await Crm.As(staff).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items.Where(n => n.About is { } about && about.Path.Contains(campaign.ToString(), StringComparison.Ordinal))];

    [Fact]
    public async Task Each_hands_over_the_customers_they_see_and_marketing_nobody()
    {
        var (marketing, tag) = (await Crm.MarketingAsync(), Crm.NewTag());
        var (north, south) = (Crm.NewBranch(), Crm.NewBranch());
        await north.HasCustomerAsync(Letter(tag, "张北"));
        await south.HasCustomerAsync(Letter(tag, "李南"));
        var (manager, colleague) = (await ManagerAsync(north), await ManagerAsync(north));
        var compliance = await Crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, [.. CampaignCrm.Compliance, CampaignPermissions.HandOver]);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);

        await Assert.ThrowsAsync<ForbiddenException>(() => RequestedAsync(marketing, id));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await RequestedAsync(await north.HasStaffAsync(CampaignPermissions.Read), id));
        var file = await WrittenAsync(manager, id);
        var text = Encoding.UTF8.GetString(await TakenAsync(manager, file));
        Assert.Contains("张北", text);
        Assert.DoesNotContain("李南", text);
        await Assert.ThrowsAsync<NotFoundException>(() => TakenAsync(colleague, file));
        await Assert.ThrowsAsync<NotFoundException>(() => TakenAsync(compliance, file));
        await Assert.ThrowsAsync<ForbiddenException>(() => TakenAsync(marketing, file));
        Assert.Empty((await Crm.As(await ManagerAsync(south)).AskAsync<GetHandOvers, HandOversShown>(new(id))).Made.Items);

        var rest = Encoding.UTF8.GetString(await TakenAsync(compliance, await WrittenAsync(compliance, id)));
        Assert.Contains("李南", rest);
        Assert.DoesNotContain("张北", rest);
        var told = await Crm.As(marketing).AskAsync<GetHandOvers, HandOversShown>(new(id));
        Assert.Equal(2, told.Made.Items.Count);
        Assert.All(told.Made.Items, h => Assert.Equal((null, null, false), (h.Rows, h.Reason, h.MayTake)));
    }

    [Fact]
    public async Task Whoever_made_the_campaign_and_a_reason_too_short_are_refused()
    {
        var (tag, branch) = (Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var maker = await branch.HasStaffAsync(RoleReach.AllBranches, [.. CampaignCrm.Marketing, CampaignPermissions.HandOver]);
        var id = await RunsAsync(maker, tag, CampaignChannel.Letter);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(maker, id));
        Assert.Equal("Whoever drafted or proposed a campaign does not take its customers out: ask a colleague.", refused.Message);
        var manager = await ManagerAsync(branch);
        await Assert.ThrowsAsync<ValidationException>(() => RequestedAsync(manager, id, reason: "Print"));
        await RequestedAsync(manager, id);
        refused = await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(manager, id));
        Assert.Equal("Another file of yours is being written. Wait for it.", refused.Message);
        await RunAsync();
    }

    [Fact]
    public async Task Of_a_campaign_that_was_stopped_meanwhile_nobody_leaves()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var file = await RequestedAsync(manager, id);
        await Crm.As(await Crm.ComplianceAsync()).SendAsync(new StopCampaign(id, await Crm.VersionAsync(id), "Wrong rate"));

        await RunAsync();
        await Crm.RunAsync();

        Assert.Equal((HandOverState.Failed, null), ((await ReadAsync(file)).State, (await ReadAsync(file)).FileId));
        Assert.Equal((ContactState.Refused, NotContacted.Stopped), (Assert.Single(await Crm.ContactsAsync(id)).State, Assert.Single(await Crm.ContactsAsync(id)).Reason));
    }

    [Fact]
    public async Task A_file_of_a_campaign_that_was_stopped_is_not_handed_out()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var file = await WrittenAsync(manager, id);
        await Crm.As(await Crm.ComplianceAsync()).SendAsync(new StopCampaign(id, await Crm.VersionAsync(id), "Wrong rate"));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => TakenAsync(manager, file));

        Assert.Equal("The campaign was stopped: nothing of it leaves any more.", refused.Message);
        Assert.Null((await ReadAsync(file)).PickedUpAt);
    }
}
