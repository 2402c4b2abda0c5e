using BankCrm.Application.Platform;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Infrastructure.Analytics.Worklist;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BankCrm.Application.Tests.Analytics;

/// <summary>The points of the worklist as the bank's settings change them.</summary>
public sealed class WorklistSettingsTests
{
    [Fact]
    public void Without_settings_it_is_ranked_as_the_product_comes() => Assert.Equal(new WorklistRules(), Read());

    [Fact]
    public void A_setting_changes_its_own_number_only() =>
        Assert.Equal(new WorklistRules { Today = 77, LowAssetsFrom = 50_000.5m }, Read(("Today", "77"), ("LowAssetsFrom", "50000.5")));

    [Theory]
    [InlineData("Today", "0", "Today must be 1 to 1000.")]
    [InlineData("Tody", "5", "Tody")]
    [InlineData("Today", "many", "Today")]
    public void A_slip_of_the_pen_lets_nothing_start_and_is_named(string name, string value, string part)
    {
        var refused = Assert.Throws<StartUpException>(() => Read((name, value)));

        Assert.StartsWith("The points of the worklist (BankCrm:Worklist) cannot be used: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    private static WorklistRules Read(params (string Name, string Value)[] settings) => WorklistSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{WorklistSettings.Section}:{s.Name}", (string?)s.Value))).Build());
}
