using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

public sealed class CampaignFieldsTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    [Fact]
    public async Task Asked_of_one_customer_they_say_what_they_say_of_all()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var adviser = await branch.HasStaffAsync(
            RecommendationPermissions.Answer, AccountPermissions.Read, CustomerPermissions.Read, SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys);
        var (contacted, silent) = (await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340001")), await branch.HasCustomerAsync(CampaignCrm.Person(crm.NewTag(), "13812340002")));
        await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var (once, never) = (new SegmentCondition("campaign-contacts", SegmentTest.AtLeast, "1") { Days = 30 }, new SegmentCondition("campaign-answers", SegmentTest.AtMost, "0") { Days = 30 });
        await InUseAsync("Once", once);
        await InUseAsync("Never", never);

        Assert.Equal(["Never", "Once"], await SeenAsync(adviser, contacted));
        Assert.Equal(["Never"], await SeenAsync(adviser, silent));
        Assert.Equal(1, (await crm.As(adviser).AskAsync<CountSegment, SegmentCount>(new(SegmentGroup.All(once)))).Customers);
        Assert.Equal(2, (await crm.As(adviser).AskAsync<CountSegment, SegmentCount>(new(SegmentGroup.All(never)))).Customers);
    }

    private async Task InUseAsync(string name, SegmentCondition asks)
    {
        var rule = RecommendationRule.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), 1,
            new() { Name = name, ChineseName = name, Reason = "Because", ChineseReason = "因为", Action = RecommendedAction.CompleteData, Asks = SegmentGroup.All(asks) }, Guid.CreateVersion7(), crm.Now);
        rule.Approve(Guid.CreateVersion7(), crm.Now);
        await crm.HasAsync(rule);
    }

    private async Task<IEnumerable<string>> SeenAsync(TestStaff by, Guid customer) =>
        (await crm.As(by).AskAsync<GetRecommendations, CustomerRecommendations>(new(customer))).Open.Select(o => o.Rule.Name).Order();
}
