using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Tests.Platform.Localisation;

public sealed class ShowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 16, 30, 0, TimeSpan.Zero);

    private readonly Show show = new(new Standing(Now), new Text(Translations.Of(typeof(Text).Assembly)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public void Days_and_moments_are_the_branch_s()
    {
        using (new InLanguage(Languages.English))
        {
            Assert.Equal("25 Nov 2026", show.Day(new DateOnly(2026, 11, 25)));
            Assert.Equal("26 Nov 2026", show.Day(Now));
            Assert.Equal("26 Nov 2026 00:30", show.Moment(Now));
            Assert.Equal("26 Nov 2026 00:30:00 (UTC+08:00)", show.ExactMoment(Now));
        }

        using (new InLanguage(Languages.SimplifiedChinese))
        {
            Assert.Equal("2026-11-25", show.Day(new DateOnly(2026, 11, 25)));
            Assert.Equal("2026-11-26 00:30", show.Moment(Now));
        }
    }

    [Fact]
    public void Nothing_shows_as_nothing()
    {
        Assert.Equal("", show.Day((DateOnly?)null));
        Assert.Equal("", show.Moment(null));
        Assert.Equal("", show.Money(null));
        Assert.Equal("", show.Percent(null));
    }

    [Theory]
    [InlineData(-20, "just now", "刚刚")]
    [InlineData(20, "in a moment", "即将")]
    [InlineData(-5 * 60, "5 min ago", "5 分钟前")]
    [InlineData(3 * 3600, "in 3 h", "3 小时后")]
    [InlineData(-24 * 3600, "yesterday", "昨天")]
    [InlineData(-47 * 3600, "2 days ago", "2 天前")]
    [InlineData(30 * 86400, "26 Dec 2026", "2026-12-26")]
    public void Distances_are_told_as_people_tell_them(int seconds, string english, string chinese)
    {
        using (new InLanguage(Languages.English))
        {
            Assert.Equal(english, show.Distance(Now.AddSeconds(seconds)));
        }

        using (new InLanguage(Languages.SimplifiedChinese))
        {
            Assert.Equal(chinese, show.Distance(Now.AddSeconds(seconds)));
        }
    }

    [Theory]
    [InlineData("1234.5", "CNY", "¥1,234.50")]
    [InlineData("-1234.5", "USD", "−USD 1,234.50")]
    [InlineData("1234", "JPY", "JPY 1,234")]
    public void Amounts_carry_their_currency(string amount, string currency, string shown) =>
        Assert.Equal(shown, show.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Theory]
    [InlineData(862_000_000, "¥862 M", "¥8.62亿")]
    [InlineData(15_000, "¥15 k", "¥1.5万")]
    [InlineData(950, "¥950", "¥950")]
    public void Round_amounts_use_the_units_of_the_language(int amount, string english, string chinese)
    {
        using (new InLanguage(Languages.English))
        {
            Assert.Equal(english, show.RoundMoney(amount));
        }

        using (new InLanguage(Languages.SimplifiedChinese))
        {
            Assert.Equal(chinese, show.RoundMoney(amount));
        }
    }

    [Fact]
    public void A_count_that_stopped_says_so()
    {
        Assert.Equal("1,000+", show.Count(1001));
        Assert.Equal("1,000", show.Count(1000));
    }

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
