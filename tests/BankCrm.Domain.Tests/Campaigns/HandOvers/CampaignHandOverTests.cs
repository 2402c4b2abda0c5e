using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Campaigns.HandOvers;

public sealed class CampaignHandOverTests
{
    private const int Limit = 5000;

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Guid Drafter = Guid.CreateVersion7(), Approver = Guid.CreateVersion7(), Me = Guid.CreateVersion7(), Segment = Guid.CreateVersion7();

    [Fact]
    public void Of_a_running_campaign_its_letters_are_handed_over_by_somebody_who_did_not_make_it()
    {
        var campaign = Running();

        Assert.Equal(HandOverState.Waiting, Request(campaign, Me).State);
        Refuses("Whoever drafted or proposed a campaign does not take its customers out: ask a colleague.", () => Request(campaign, Drafter));
        Refuses("Nothing of this campaign is handed over this way.", () => Request(campaign, Me, CampaignChannel.WeChat));
        Refuses("Nothing of this campaign is handed over this way.", () => Request(campaign, Me, CampaignChannel.Sms));
        Refuses("Nobody waits to be handed over.", () => Request(campaign, Me, counted: 0));
        campaign.Pause(Drafter, Now);
        Refuses("It does not run.", () => Request(campaign, Me));
    }

    [Fact]
    public void Whoever_approved_it_takes_few_only()
    {
        var campaign = Running();

        Assert.Equal(Limit, Request(campaign, Approver, counted: Limit).Counted);
        Assert.Equal(
            "Whoever approved a campaign hands over at most {0} customers of it: ask a colleague.",
            Assert.Throws<RefusedException>(() => Request(campaign, Approver, counted: Limit + 1)).Message);
        Assert.Equal(Limit + 1, Request(campaign, Me, counted: Limit + 1).Counted);
    }

    [Fact]
    public void Whoever_asked_for_a_file_cancels_it_until_they_have_taken_it()
    {
        var (waiting, ready, taken) = (Request(Running(), Me), Request(Running(), Me), Request(Running(), Me));
        ready.Finish(File(), "", Now, TimeSpan.FromHours(24));
        taken.Finish(File(), "", Now, TimeSpan.FromHours(24));
        taken.PickUp(Me, Now);

        Refuses("Only who asked for the file cancels it.", () => waiting.Cancel(Approver, Now));
        Assert.False(waiting.Cancel(Me, Now)); // nobody is in it yet
        Assert.True(ready.Cancel(Me, Now));

        Assert.All([waiting, ready], h => Assert.Equal((HandOverState.Cancelled, null, Now), (h.State, h.FileKey, h.FinishedAt)));
        Refuses("The hand-over has ended already.", () => waiting.Cancel(Me, Now));
        Refuses("The hand-over has ended already.", () => waiting.Finish(File(), "", Now, TimeSpan.FromHours(24)));
        Refuses("There is no file to pick up.", () => ready.PickUp(Me, Now));
        Refuses("There is no file whose time is over.", () => ready.Expire(Now.AddHours(25)));
        Refuses("The file was picked up: those in it are handed over.", () => taken.Cancel(Me, Now));
    }

    [Fact]
    public void The_same_file_is_taken_again_by_whoever_asked_for_it_as_long_as_it_is_kept()
    {
        var handOver = Request(Running(), Me);
        Refuses("There is no file to pick up.", () => handOver.PickUp(Me, Now));
        handOver.Finish(File(), "", Now, TimeSpan.FromHours(24));
        Refuses("Only who asked for the file picks it up.", () => handOver.PickUp(Approver, Now));

        handOver.PickUp(Me, Now.AddHours(1));
        handOver.PickUp(Me, Now.AddHours(2));

        Assert.Equal((HandOverState.PickedUp, Now.AddHours(1), 2), (handOver.State, handOver.PickedUpAt, handOver.PickUps));
        Refuses("There is no file whose time is over.", () => handOver.Expire(Now.AddHours(24)));
        Refuses("The file is not kept any more.", () => handOver.PickUp(Me, Now.AddHours(25)));
        Assert.False(handOver.Expire(Now.AddHours(25))); // those in it stay handed over
        Assert.Equal((HandOverState.PickedUp, null), (handOver.State, handOver.FileKey));
        Refuses("There is no file whose time is over.", () => handOver.Expire(Now.AddHours(25)));
        Refuses("The file is not kept any more.", () => handOver.PickUp(Me, Now.AddHours(1)));
    }

    [Fact]
    public void Of_a_file_that_nobody_took_nobody_was_handed_over()
    {
        var handOver = Request(Running(), Me);
        handOver.Finish(File(), "", Now, TimeSpan.FromHours(24));

        Assert.True(handOver.Expire(Now.AddHours(25)));

        Assert.Equal((HandOverState.Expired, null), (handOver.State, handOver.FileKey));
        Refuses("The file is not kept any more.", () => handOver.PickUp(Me, Now.AddHours(1)));
    }

    [Fact]
    public void What_has_ended_does_not_end_again()
    {
        var failed = Request(Running(), Me);
        failed.Fail("It does not run.", Now);

        Refuses("The hand-over has ended already.", () => failed.Finish(File(), "", Now, TimeSpan.FromHours(24)));
        Refuses("The hand-over has ended already.", () => failed.Fail("Again", Now));
        Assert.Null(failed.FileId);
    }

    private static CampaignHandOver Request(Campaign campaign, Guid by, CampaignChannel channel = CampaignChannel.Letter, int counted = 3) =>
        CampaignHandOver.Request(Guid.CreateVersion7(), campaign, new(by, Guid.CreateVersion7(), channel, 1, "en", "For the printing house"), counted, Limit, Now);

    private static HandedOverFile File() => new(Guid.CreateVersion7(), new([1, 2, 3]), 1, "digest", 100);

    private static Campaign Running()
    {
        var campaign = Campaign.Draft(
            Guid.CreateVersion7(), null, new() { Name = "Thanks", StartsOn = Today, EndsOn = Today.AddDays(30) }, new([Segment], [], [CampaignChannel.Letter]), Today, Drafter, Now);
        foreach (var place in campaign.Places)
        {
            campaign.Say(Guid.CreateVersion7(), place, "Thank you", "{customer.name}, thank you.", Drafter, Now);
        }

        campaign.Propose(new Dictionary<Guid, int> { [Segment] = 1 }, "{}", Today, Drafter, Now);
        campaign.Approve(Approver, Now);
        campaign.Launch(Today, Drafter, Now);
        campaign.Prepared(Now);
        return campaign;
    }

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
