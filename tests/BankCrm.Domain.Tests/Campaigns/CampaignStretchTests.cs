using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Campaigns.Results;
using Xunit;

namespace BankCrm.Domain.Tests.Campaigns;

public sealed class CampaignStretchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Drafted Changed Proposed Approved Launched", "")]
    [InlineData("Drafted TextChanged Launched Prepared", "3:")]
    [InlineData("Drafted Launched Prepared Paused Resumed", "2:")] // a pause alone changes nothing
    [InlineData("Drafted Launched Prepared Paused TextChanged TextChanged Changed Proposed Approved", "2:")] // it does not run so yet
    [InlineData("Drafted Launched Prepared Paused TextChanged TextChanged Changed Proposed Approved Resumed Paused Resumed", "2: 9:Changed+TextChanged")]
    [InlineData("Drafted Launched Prepared Paused TextChanged Resumed Paused Changed Resumed Ended", "2: 5:TextChanged 8:Changed")]
    public void A_change_begins_a_stretch_when_the_campaign_goes_on(string steps, string stretches)
    {
        var taken = steps.Split(' ').Select((s, i) => (Enum.Parse<CampaignStepKind>(s), Start.AddHours(i)));

        var found = CampaignStretch.Of(taken.Reverse()); // in whatever order they come

        Assert.Equal(stretches, string.Join(' ', found.Select(s => $"{(s.From - Start).TotalHours:0}:{string.Join('+', s.Changes)}")));
    }
}
