using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using Xunit;

namespace BankCrm.Domain.Tests.Analytics.Worklist;

public sealed class WorklistRulesTests
{
    private static readonly WorklistRules Rules = new();
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly DateTimeOffset Noon = Branch.StartOf(Today).AddHours(12).ToUniversalTime();

    [Theory]
    [InlineData(-30, WorklistReasonKind.Overdue, 50)]
    [InlineData(-10, WorklistReasonKind.Overdue, 50)]
    [InlineData(-9, WorklistReasonKind.Overdue, 48)]
    [InlineData(-1, WorklistReasonKind.Overdue, 32)]
    [InlineData(0, WorklistReasonKind.DueToday, 30)]
    [InlineData(1, WorklistReasonKind.DueSoon, 13)]
    [InlineData(7, WorklistReasonKind.DueSoon, 7)]
    public void A_follow_up_weighs_by_its_day(int days, WorklistReasonKind kind, int points)
    {
        var reason = Assert.Single(Rules.Of(new FollowUpFacts(new DueTime(Today.AddDays(days), null).At, HasTime: false, FollowUpPriority.Normal, Postponed: 0), Noon));

        Assert.Equal((kind, points, WorklistAspect.WhyNow), (reason.Kind, reason.Points, reason.Aspect));
    }

    [Fact]
    public void What_was_due_an_hour_ago_is_overdue_and_what_was_agreed_counts_more()
    {
        var reasons = Rules.Of(new FollowUpFacts(Noon.AddHours(-1), HasTime: true, FollowUpPriority.Urgent, Postponed: 5), Noon);

        Assert.Equal(
            [(WorklistReasonKind.Overdue, 30), (WorklistReasonKind.TimeAgreed, 10), (WorklistReasonKind.Postponed, 9), (WorklistReasonKind.Urgent, 15)],
            reasons.Select(r => (r.Kind, r.Points)));
    }

    [Theory]
    [InlineData(-1, false, 50)]
    [InlineData(23, false, 35)]
    [InlineData(24, false, 20)]
    [InlineData(72, false, 5)]
    [InlineData(-1, true, 0)]
    public void A_case_weighs_by_its_next_promise_and_nothing_while_its_clocks_stand_still(int hours, bool isPaused, int points) =>
        Assert.Equal(points, Rules.OfCase(Noon.AddHours(hours), isPaused, Noon).Sum(r => r.Points));

    [Theory]
    [InlineData(0, 28)]
    [InlineData(14, 0)]
    [InlineData(13, 2)]
    public void A_maturity_weighs_more_the_nearer_it_is(int days, int points) => Assert.Equal(points, Rules.OfMaturity(Today.AddDays(days), Today).Points);

    [Theory]
    [InlineData(90, 0)]
    [InlineData(91, 1)]
    [InlineData(110, 3)]
    [InlineData(400, 10)]
    [InlineData(null, 10)]
    public void Silence_counts_for_the_better_tiers_of_those_one_looks_after(int? days, int points)
    {
        var facts = Facts with { Tier = CustomerTier.Private, IsLookedAfter = true, LastContactAt = days is { } ago ? Noon.AddDays(-ago) : null };

        Assert.Equal(points, Risk(facts));
        Assert.Equal(0, Risk(facts with { IsLookedAfter = false }));
        Assert.Equal(0, Risk(facts with { Tier = CustomerTier.Mass }));
    }

    [Theory]
    [InlineData("199999.99", 0)]
    [InlineData("200000", 3)]
    [InlineData("1000000", 5)]
    [InlineData("10000000", 8)]
    public void Assets_count_by_steps(string assets, int points) => Assert.Equal(
        points, Rules.Of(Facts with { Assets = decimal.Parse(assets, System.Globalization.CultureInfo.InvariantCulture) }, Noon).Sum(r => r.Points));

    [Theory]
    [InlineData(-9, 1)]
    [InlineData(3, 1)]
    [InlineData(20, 5)]
    [InlineData(47, 11)]
    [InlineData(48, 12)]
    [InlineData(105, 12)]
    public void A_suggestion_counts_a_quarter_of_its_points(int sum, int points)
    {
        var reason = Rules.OfSuggestion(new("Review", "面谈"), sum);

        Assert.Equal((points, WorklistAspect.WhyNow), (reason.Points, reason.Aspect));
    }

    [Fact]
    public void A_complaint_a_rest_and_a_birthday_count()
    {
        var reasons = Rules.Of(Facts with { HasComplaint = true, Stage = LifeCycleStage.Dormant, BirthMonth = 11, IsLookedAfter = true }, Noon);

        Assert.Equal(
            [(WorklistReasonKind.Complaint, 10), (WorklistReasonKind.Dormant, 5), (WorklistReasonKind.Birthday, 3)], reasons.Select(r => (r.Kind, r.Points)));
    }

    [Fact]
    public void What_the_bank_has_set_counts_instead()
    {
        var rules = new WorklistRules { Today = 77, CaseLate = 99, Vip = 40, LowAssetsFrom = 50_000m, LowAssets = 6 };
        rules.Check();

        Assert.Equal(77, Assert.Single(rules.Of(new FollowUpFacts(new DueTime(Today, null).At, HasTime: false, FollowUpPriority.Normal, Postponed: 0), Noon)).Points);
        Assert.Equal(99, Assert.Single(rules.OfCase(Noon.AddHours(-1), isPaused: false, Noon)).Points);
        Assert.Equal([40, 6], rules.Of(Facts with { Tier = CustomerTier.Vip, Assets = 60_000m }, Noon).Select(r => r.Points));
    }

    public static TheoryData<WorklistRules, string> Wrong => new()
    {
        { new() { Today = 0 }, "Today must be 1 to 1000." },
        { new() { CaseLate = 1001 }, "CaseLate must be 1 to 1000." },
        { new() { SuggestedPart = 0 }, "SuggestedPart must be 1 to 1000." },
        { new() { FollowUpDays = 32 }, "FollowUpDays must be 1 to 31." },
        { new() { SilentDays = 0 }, "SilentDays must be 1 to 3650." },
        { new() { Overdue = 51 }, "OverdueMost and PostponedMost must not be less than what one day or time gives." },
        { new() { MaturityDays = 15 }, "MaturityDay takes away more than Maturity gives before MaturityDays are over." },
        { new() { MiddleAssetsFrom = 100_000m }, "HighAssetsFrom, MiddleAssetsFrom and LowAssetsFrom must fall, and stay above zero." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_meant_is_refused_by_name(WorklistRules rules, string sentence) => Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(rules.Check).Message);

    private static CustomerFacts Facts => new(CustomerTier.Mass, LifeCycleStage.Active, Assets: null, HasComplaint: false, LastContactAt: Noon, BirthMonth: null, IsLookedAfter: false);

    private static int Risk(CustomerFacts facts) => Rules.Of(facts, Noon).Where(r => r.Aspect is WorklistAspect.Risk).Sum(r => r.Points);
}
