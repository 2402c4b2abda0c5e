using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>What campaigns stand on the home page, and that each number opens a list of as many.</summary>
public sealed class CampaignsAtHomeTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private int others;

    [Fact]
    public async Task Whoever_makes_campaigns_sees_what_runs_what_it_reached_and_their_own_drafts()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 20; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"138100010{i:00}"));
        }

        var many = await crm.LaunchAsync(marketing, tag, crm.Plan with { Name = "Many", EndsOn = crm.Plan.StartsOn.AddDays(14) }, CampaignChannel.Sms);
        var few = await crm.LaunchAsync(marketing, await TaggedAsync(branch), crm.Plan with { Name = "Few", EndsOn = crm.Plan.StartsOn.AddDays(15) }, CampaignChannel.Sms);
        await crm.RunAsync();
        var draft = await crm.DraftAsync(marketing, await TaggedAsync(branch), crm.Plan with { Name = "Draft" }, CampaignChannel.Sms);

        var shown = await ShownToAsync(marketing);

        Assert.Equal([many, few], shown.Running.Where(r => r.Id == many || r.Id == few).Select(r => r.Id)); // the first to end stands first
        Assert.Equal(new CampaignReach(20, 0, 0), shown.Running.Single(r => r.Id == many).Reach);
        Assert.Equal(new CampaignReach(null, null, null), shown.Running.Single(r => r.Id == few).Reach); // one customer: marketing is not told
        Assert.Equal(draft, Assert.Single(shown.Drafts).Id);
        Assert.Equal(1, shown.Counted[CampaignView.MyDrafts]);
        Assert.False(shown.Counted.ContainsKey(CampaignView.ForMe));
        foreach (var (view, count) in shown.Counted)
        {
            Assert.Equal(count, (await ListedAsync(marketing, view)).Count);
        }

        var ending = await ListedAsync(marketing, CampaignView.Ending);
        Assert.Contains(many, ending);
        Assert.DoesNotContain(few, ending);
    }

    [Fact]
    public async Task Whoever_decides_sees_only_what_waits_for_them()
    {
        var (marketing, branch, tag) = (await crm.MarketingAsync(), crm.NewBranch(), crm.NewTag());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13810002001"));
        var bank = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.As(marketing).SendAsync(new ProposeCampaign(bank, await crm.VersionAsync(bank)));
        var local = Guid.CreateVersion7();
        await crm.As(marketing).SendAsync(new DraftCampaign(local, branch.Id, crm.Plan, new([await crm.SegmentAsync(marketing, tag)], [], [CampaignChannel.Sms])));
        await crm.As(marketing).SendAsync(new WriteCampaignText(local, await crm.VersionAsync(local), Guid.CreateVersion7(), new(CampaignChannel.Sms, CampaignArm.A, TextLanguage.Chinese), "", "春季存款"));
        await crm.As(marketing).SendAsync(new ProposeCampaign(local, await crm.VersionAsync(local)));
        var compliance = await crm.ComplianceAsync();
        var (manager, stranger) = (await ManagerAsync(branch), await ManagerAsync(crm.NewBranch()));

        Assert.Equal([bank, local], (await ListedAsync(compliance, CampaignView.ForMe)).Intersect([bank, local]).Order());
        var shown = await ShownToAsync(manager);
        Assert.Equal(local, Assert.Single(shown.Waiting).Id);
        Assert.Equal([(CampaignView.ForMe, 1)], shown.Counted.Select(c => (c.Key, c.Value)));
        Assert.Empty(shown.Running);
        Assert.True((await ShownToAsync(stranger)).IsEmpty);
        Assert.Empty(await ListedAsync(marketing, CampaignView.ForMe)); // may not decide at all
        Assert.Empty(await ListedAsync(await branch.HasStaffAsync(CampaignPermissions.Read), CampaignView.ForMe));
        Assert.True((await ShownToAsync(await branch.HasStaffAsync(CampaignPermissions.Read))).IsEmpty);
    }

    private async Task<string> TaggedAsync(TestBranch branch)
    {
        var tag = crm.NewTag();
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"138100030{++others:00}"));
        return tag;
    }

    private static Task<TestStaff> ManagerAsync(TestBranch branch) => branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.Approve, SegmentPermissions.Members);

    private Task<CampaignsAtHomeShown> ShownToAsync(TestStaff staff) => crm.As(staff).AskAsync<GetCampaignsAtHome, CampaignsAtHomeShown>(new());

    private async Task<List<Guid>> ListedAsync(TestStaff staff, CampaignView view)
    {
        var page = await crm.As(staff).AskAsync<ListCampaigns, Page<CampaignListRow>>(new(view));
        Assert.Null(page.Next);
        return [.. page.Items.Select(c => c.Id)];
    }
}
