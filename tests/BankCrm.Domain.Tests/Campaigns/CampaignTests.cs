using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Platform.Channels;
using Xunit;

namespace BankCrm.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Guid Drafter = Guid.CreateVersion7(), Checker = Guid.CreateVersion7(), Segment = Guid.CreateVersion7();
    private static readonly CampaignTextPlace Place = new(CampaignChannel.Sms, CampaignArm.A, TextLanguage.Chinese);

    [Fact]
    public void Nobody_approves_what_they_drafted_and_a_change_needs_the_approval_again()
    {
        var campaign = Proposed();
        Refuses("Whoever drafted or proposed a campaign does not decide on it: ask a colleague.", () => campaign.Approve(Drafter, Now));
        campaign.Approve(Checker, Now);

        campaign.Say(Guid.CreateVersion7(), Place, "", "别的话", Drafter, Now);

        Assert.Equal((CampaignState.Draft, null), (campaign.State, campaign.ApprovedBy));
        Refuses("Only what is approved can be launched.", () => campaign.Launch(Today, Drafter, Now));
    }

    [Fact]
    public void What_runs_is_paused_before_it_is_changed_and_its_audience_stays()
    {
        var campaign = Proposed();
        campaign.Approve(Checker, Now);
        campaign.Launch(Today, Drafter, Now);
        campaign.Prepared(Now);
        Refuses("Pause it first: what runs is not changed.", () => campaign.Change(Plan, Audience, Today, Drafter, Now));

        campaign.Pause(Drafter, Now);
        Refuses(
            "Its audience is written down already: segments, channels, product, control group and variants stay as they are.",
            () => campaign.Change(Plan with { ControlPercent = 20 }, Audience, Today, Drafter, Now));
        campaign.Change(Plan with { Budget = 500 }, Audience, Today, Drafter, Now);
        Assert.Equal(CampaignState.Draft, campaign.State);

        campaign.Propose(new Dictionary<Guid, int>(), "{}", Today, Drafter, Now);
        campaign.Approve(Checker, Now);
        campaign.Launch(Today, Drafter, Now);
        Assert.Equal(CampaignState.Running, campaign.State); // it goes on; nobody is written down twice
    }

    [Fact]
    public void What_makes_an_occasion_goes_with_its_occasion_and_a_change_of_it_needs_the_approval_again()
    {
        var product = Guid.CreateVersion7();
        Refuses("A sum goes with the occasion of a large sum that comes in.", () => Draft(Plan with { OccasionSum = 50_000 }));
        Refuses("A sum goes with the occasion of a large sum that comes in.", () => Draft(Plan with { Occasion = OccasionKind.Birthday, OccasionSum = 50_000 }));
        Refuses("The sum of the occasion lies between {0} and {1}.", () => Draft(Plan with { Occasion = OccasionKind.LargeInflow, OccasionSum = 999 }));
        Refuses("A product goes with the occasion of an account that is opened.", () => Draft(Plan with { Occasion = OccasionKind.LargeInflow, OccasionProductId = product }));
        Assert.Equal(product, Draft(Plan with { Occasion = OccasionKind.AccountOpened, OccasionProductId = product }).Plan.OccasionProductId);

        var campaign = Draft(Plan with { Occasion = OccasionKind.LargeInflow, OccasionSum = 50_000 });
        campaign.Say(Guid.CreateVersion7(), Place, "", "您好", Drafter, Now);
        campaign.Propose(new Dictionary<Guid, int> { [Segment] = 1 }, "{}", Today, Drafter, Now);
        campaign.Approve(Checker, Now);
        campaign.Change(campaign.Plan with { OccasionSum = 20_000 }, Audience, Today, Drafter, Now);
        Assert.Equal((CampaignState.Draft, null), (campaign.State, campaign.ApprovedBy));

        static Campaign Draft(CampaignPlan plan) => Campaign.Draft(Guid.CreateVersion7(), null, plan, Audience, Today, Drafter, Now);
    }

    [Fact]
    public void The_segments_of_a_proposal_are_fixed()
    {
        var campaign = Proposed(version: 7);

        Assert.Equal(7, Assert.Single(campaign.Segments).Number);
    }

    [Fact]
    public void What_stopped_stays_stopped()
    {
        var campaign = Proposed();
        campaign.Approve(Checker, Now);
        campaign.Launch(Today, Drafter, Now);
        campaign.Stop("Wrong rate", Checker, Now);

        Refuses("It has ended and stays as it was.", () => campaign.Say(Guid.CreateVersion7(), Place, "", "x", Drafter, Now));
        Refuses("The campaign has ended already.", () => campaign.Stop("Again", Checker, Now));
        Refuses("It is not being prepared.", () => campaign.Prepared(Now));
    }

    [Theory]
    [InlineData("Look at www.example.com", "The link is added by itself. Take yours out: customers learn to trust one address only.")]
    [InlineData("Dear {customer.nmae}", "Nothing is known to fill {0} with.")]
    [InlineData("", "Write what it says.")]
    public void A_text_that_would_mislead_is_refused(string text, string sentence)
    {
        var campaign = Campaign.Draft(Guid.CreateVersion7(), null, Plan, Audience, Today, Drafter, Now);

        Refuses(sentence, () => campaign.Say(Guid.CreateVersion7(), Place, "", text, Drafter, Now));
    }

    [Fact]
    public void A_plan_that_cannot_be_carried_out_is_refused()
    {
        Assert.Null(CampaignRules.Check(Plan, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { StartsOn = Today.AddDays(-1) }, Today, isNew: true));
        Assert.Null(CampaignRules.Check(Plan with { StartsOn = Today.AddDays(-1) }, Today, isNew: false));
        Assert.NotNull(CampaignRules.Check(Plan with { EndsOn = Plan.StartsOn.AddDays(-1) }, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { ControlPercent = 51 }, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { Budget = -1 }, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { Reminders = 4 }, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { HandedADay = 0 }, Today, isNew: true));
        Assert.NotNull(CampaignRules.Check(Plan with { LetterCost = -1 }, Today, isNew: true));
    }

    [Fact]
    public void A_letter_needs_a_subject_and_a_WeChat_message_has_none()
    {
        var campaign = Campaign.Draft(Guid.CreateVersion7(), null, Plan, Audience with { Channels = [CampaignChannel.Letter, CampaignChannel.WeChat] }, Today, Drafter, Now);

        Refuses("A letter needs a subject.", () => campaign.Say(Guid.CreateVersion7(), Place with { Channel = CampaignChannel.Letter }, " ", "感谢", Drafter, Now));
        campaign.Say(Guid.CreateVersion7(), Place with { Channel = CampaignChannel.Letter }, "感谢信", "感谢", Drafter, Now);
        campaign.Say(Guid.CreateVersion7(), Place with { Channel = CampaignChannel.WeChat }, "感谢信", "感谢", Drafter, Now);

        Assert.Equal(["感谢信", ""], campaign.Texts.Select(t => t.Subject));
        Assert.Equal((1.5m, 0.02m), (Plan.CostOf(CampaignChannel.Letter), Plan.CostOf(CampaignChannel.WeChat)));
    }

    private static CampaignPlan Plan => new() { Name = "Spring deposits", StartsOn = Today, EndsOn = Today.AddDays(30) };

    private static CampaignAudience Audience => new([Segment], [], [CampaignChannel.Sms]);

    private static Campaign Proposed(int version = 1)
    {
        var campaign = Campaign.Draft(Guid.CreateVersion7(), null, Plan, Audience, Today, Drafter, Now);
        Refuses("A text is missing. Write what it says by each channel.", () => campaign.Propose(new Dictionary<Guid, int> { [Segment] = version }, "{}", Today, Drafter, Now));
        campaign.Say(Guid.CreateVersion7(), Place, "", "{customer.name}，新产品", Drafter, Now);
        campaign.Propose(new Dictionary<Guid, int> { [Segment] = version }, "{}", Today, Drafter, Now);
        return campaign;
    }

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
