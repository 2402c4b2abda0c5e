using BankCrm.Domain.Campaigns.Results;
using Xunit;

namespace BankCrm.Domain.Tests.Campaigns;

public sealed class UpliftTests
{
    /// <summary>The examples of Newcombe, Statistics in Medicine 17 (1998), table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_interval_is_that_of_Newcombe(int bought, int contacted, int boughtAnyway, int control, double low, double high)
    {
        var uplift = Uplift.Of(bought, contacted, boughtAnyway, control)!;

        Assert.Equal(low, uplift.Low, 4);
        Assert.Equal(high, uplift.High, 4);
    }

    [Fact]
    public void What_may_be_chance_is_not_called_more()
    {
        Assert.Equal(UpliftVerdict.NotEnough, Uplift.Of(3, 100, 1, 50)!.Verdict);
        Assert.Equal(UpliftVerdict.More, Uplift.Of(300, 1000, 10, 100)!.Verdict);
        Assert.Equal(UpliftVerdict.Fewer, Uplift.Of(10, 1000, 10, 100)!.Verdict);
        Assert.Null(Uplift.Of(0, 0, 1, 10));
        Assert.Null(Uplift.Of(1, 10, 0, 0));
    }
}
