using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using Xunit;

namespace BankCrm.Domain.Tests.Recommendations;

public sealed class OfferPointsTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    private static readonly RuleTerms All = new() { BasePoints = 20, ScoreId = Guid.CreateVersion7(), PointsPerTenth = 2, CountsValue = true, CountsMaturity = true };

    [Theory]
    [InlineData(1, 18, null, 0)]
    [InlineData(4, 12, 1, 6)]
    [InlineData(10, 0, 1, 18)]
    [InlineData(null, 0, 1, 18)]
    public void A_higher_tenth_of_the_score_counts_more(int? tenth, int points, int? better, int gain) =>
        Assert.Equal(new(PointKind.Score, points, tenth, better, gain), Row(PointKind.Score, tenth: tenth));

    [Theory]
    [InlineData(0, 0, 200_000, 3)]
    [InlineData(199_999, 0, 200_000, 3)]
    [InlineData(200_000, 3, 1_000_000, 2)]
    [InlineData(1_000_000, 5, 10_000_000, 3)]
    [InlineData(10_000_000, 8, null, 0)]
    public void What_they_hold_counts_by_steps(int assets, int points, int? better, int gain) =>
        Assert.Equal(new(PointKind.Value, points, assets, better, gain), Row(PointKind.Value, new(assets, null, null, 0)));

    [Theory]
    [InlineData(31, 0, 30, 4)]
    [InlineData(30, 4, 14, 4)]
    [InlineData(14, 8, 7, 4)]
    [InlineData(7, 12, null, 0)]
    [InlineData(0, 12, null, 0)]
    public void What_matures_sooner_counts_more(int days, int points, int? better, int gain) =>
        Assert.Equal(new(PointKind.Maturity, points, days, better, gain), Row(PointKind.Maturity, new(0, Today.AddDays(days), null, 0)));

    [Theory]
    [InlineData(0, -6, 30, 6)]
    [InlineData(6, -6, 30, 6)]
    [InlineData(7, -3, 30, 3)]
    [InlineData(29, -3, 30, 3)]
    [InlineData(30, 0, null, 0)]
    public void Who_was_contacted_lately_is_left_in_peace_a_little(int days, int points, int? better, int gain) =>
        Assert.Equal(new(PointKind.Contact, points, days, better, gain), Row(PointKind.Contact, new(0, null, Today.AddDays(-days), 0)));

    [Theory]
    [InlineData(0, 0, null, 0)]
    [InlineData(1, -6, 0, 6)]
    [InlineData(3, -18, 0, 18)]
    [InlineData(9, -18, 0, 18)]
    public void Refusals_take_points(int times, int points, int? better, int gain) =>
        Assert.Equal(new(PointKind.Refusals, points, times, better, gain), Row(PointKind.Refusals, new(0, null, null, times)));

    [Fact]
    public void What_a_rule_does_not_count_has_no_row()
    {
        var rows = OfferPoints.Of(new() { BasePoints = 7 }, new(50_000_000, Today, null, 0), tenth: 1, Today);

        Assert.Equal([PointKind.Base, PointKind.Contact, PointKind.Refusals], rows.Select(r => r.Kind));
        Assert.Equal(7, rows.Sum(r => r.Points));
    }

    [Fact]
    public void What_would_change_a_row_gives_what_it_says()
    {
        var dice = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var weight = new CustomerWeight(
                dice.Next(12_000_000), dice.Next(2) == 0 ? Today.AddDays(dice.Next(60)) : null, dice.Next(2) == 0 ? Today.AddDays(-dice.Next(60)) : null, dice.Next(5));
            int? tenth = dice.Next(2) == 0 ? dice.Next(1, 11) : null;
            var before = OfferPoints.Of(All, weight, tenth, Today);
            foreach (var row in before.Where(r => r.Better is not null))
            {
                var (changed, at) = row.Kind switch
                {
                    PointKind.Score => (weight, (int?)row.Better),
                    PointKind.Value => (weight with { Assets = row.Better!.Value }, tenth),
                    PointKind.Maturity => (weight with { MaturesOn = Today.AddDays((int)row.Better!.Value) }, tenth),
                    PointKind.Contact => (weight with { LastContactOn = Today.AddDays(-(int)row.Better!.Value) }, tenth),
                    _ => (weight with { Refusals = (int)row.Better!.Value }, tenth),
                };
                Assert.Equal(before.Sum(r => r.Points) + row.Gain, OfferPoints.Of(All, changed, at, Today).Sum(r => r.Points));
            }
        }
    }

    private static PointRow Row(PointKind kind, CustomerWeight? weight = null, int? tenth = null) =>
        Assert.Single(OfferPoints.Of(All, weight ?? new(0, null, null, 0), tenth, Today), r => r.Kind == kind);
}
