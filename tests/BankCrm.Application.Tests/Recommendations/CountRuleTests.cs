using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Tests.Cases;
using BankCrm.Application.Tests.DataQuality.Merging;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

public sealed class CountRuleTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    private static readonly string[] Adviser = [RecommendationPermissions.Read, SegmentPermissions.Read, SegmentPermissions.Members];
    private static readonly string[] Manager = [.. Adviser, SegmentPermissions.Everybodys];

    [Fact]
    public async Task One_counts_ones_own_customers_the_branch_with_the_right_to_and_never_another_branch()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (adviser, manager) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Manager));
        await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag);
        await crm.LookedAfterAsync(branch, null, "王磊", tag);
        await crm.LookedAfterAsync(crm.NewBranch(), null, "李四", tag);
        var waiting = await crm.WrittenAsync(RecommendationCrm.Service(tag)); // before anybody has approved it

        Assert.Equal((1, 1), await CountAsync(adviser, waiting));
        Assert.Equal((2, 2), await CountAsync(manager, waiting));
        Assert.Equal((2, 2), await CountAsync(manager, waiting, isQuick: true)); // a small bank has no need of an estimate
        await Assert.ThrowsAsync<ForbiddenException>(async () => await CountAsync(await branch.HasStaffAsync(RecommendationPermissions.Answer), waiting));
        await Assert.ThrowsAsync<NotFoundException>(() => CountAsync(manager, Guid.NewGuid()));
    }

    [Fact]
    public async Task Marketing_is_told_no_few_not_by_subtraction_either()
    {
        var (branch, tag, product) = (crm.NewBranch(), crm.NewTag(), await crm.ProductAsync());
        var (marketing, manager) = (await branch.HasStaffAsync(RecommendationCrm.Marketing), await branch.HasStaffAsync(Manager));
        var rule = await crm.InUseAsync(RecommendationCrm.Offer(tag, product.Id));
        for (var i = 0; i < 19; i++)
        {
            await crm.LookedAfterAsync(branch, null, $"王{(char)('一' + i)}", tag);
        }

        Assert.True((await ShownAsync(marketing, rule)).IsHidden);
        var holder = await crm.LookedAfterAsync(branch, null, "林晓燕", tag);
        await crm.HoldsAsync(holder, Domain.Accounts.AccountKind.Savings, 5, product.Code);
        for (var i = 0; i < 4; i++)
        {
            await crm.LookedAfterAsync(branch, null, $"李{(char)('一' + i)}", tag);
        }

        var told = await ShownAsync(marketing, rule);
        Assert.Equal((20, null, 20, false), (told.Customers, told.Open, told.Others, told.IsHidden)); // of 23 and 1 one would tell the other; and 24 is rounded
        Assert.Empty(told.Held);
        var all = await ShownAsync(manager, rule);
        Assert.Equal((24, 23, 0), (all.Customers, all.Open, all.Others));
        Assert.Equal(new Dictionary<OfferGate, int> { [OfferGate.HasProduct] = 1 }, all.Held);
    }

    [Fact]
    public async Task Whoever_a_complaint_is_about_does_not_have_it_counted_for_them()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (manager, colleague, teller) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(TestCases.Teller));
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        var duty = await crm.InUseAsync(RecommendationCrm.Service(tag) with { Action = RecommendedAction.RenewDocument });
        var customer = await crm.LookedAfterAsync(branch, null, "林晓燕", tag);
        await crm.As(teller).SendAsync(TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [manager.Id] } });

        Assert.Equal((1, 1), await CountAsync(manager, rule));
        Assert.Equal((1, 0), await CountAsync(colleague, rule));
        Assert.Equal((1, 1), await CountAsync(colleague, duty)); // the law asks it of the bank, whatever they complain of
    }

    [Fact]
    public async Task What_was_said_on_a_record_that_is_merged_counts_for_the_one_that_goes_on()
    {
        var (merges, tag) = (await Merges.OfAsync(crm), crm.NewTag());
        var (manager, adviser) = (await merges.Branch.HasStaffAsync(Manager), await merges.Branch.HasStaffAsync(RecommendationCrm.Adviser));
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] }), await merges.Branch.HasCustomerAsync(new() { Name = "林小燕", Tags = [tag] }));
        await crm.As(adviser).SendAsync(new AnswerRecommendation { CustomerId = loser, RuleVersionId = rule, Kind = AnswerKind.Declined, Because = DeclineReason.NoNeed });
        Assert.Equal((2, 1), await CountAsync(manager, rule));

        await merges.MergedAsync(survivor, loser);

        var counted = await ShownAsync(manager, rule);
        Assert.Equal((1, 0), (counted.Customers, counted.Open));
        Assert.Equal(new Dictionary<OfferGate, int> { [OfferGate.CoolingOff] = 1 }, counted.Held);
    }

    [Fact]
    public async Task A_rule_that_asks_what_is_not_known_any_more_is_refused()
    {
        var manager = await crm.NewBranch().HasStaffAsync(Manager);
        var rule = RecommendationRule.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), 1, RecommendationCrm.Service("x") with { Asks = SegmentGroup.All(new SegmentCondition("gone", SegmentTest.Yes)) }, Guid.CreateVersion7(), crm.Now);
        await crm.HasAsync(rule);

        var refused = await Assert.ThrowsAsync<Domain.Common.RefusedException>(() => CountAsync(manager, rule.Id));

        Assert.Equal("The condition “{0}” is not known any more. Take it out.", refused.Message);
    }

    private Task<RuleCount> ShownAsync(TestStaff by, Guid rule, bool isQuick = false) => crm.As(by).AskAsync<CountRule, RuleCount>(new(rule, isQuick));

    private async Task<(int Customers, int? Open)> CountAsync(TestStaff by, Guid rule, bool isQuick = false)
    {
        var counted = await ShownAsync(by, rule, isQuick);
        return (counted.Customers, counted.Open);
    }
}
