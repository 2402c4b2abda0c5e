using BankCrm.Domain.Admin.Users;

namespace BankCrm.Domain.Tests.Admin;

public sealed class TimeCodeTests
{
    /// <summary>"12345678901234567890", the key of the examples in RFC 6238, as an app takes it.</summary>
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long second, string code)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(second);

        Assert.Equal(code, TimeCode.Of(Key, TimeCode.StepAt(moment)));
        Assert.Equal(TimeCode.StepAt(moment), TimeCode.StepOf(Key, code, moment));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_half_a_minute_and_no_more(int steps, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = TimeCode.StepAt(now) + steps;

        Assert.Equal(isTaken ? step : null, TimeCode.StepOf(Key, TimeCode.Of(Key, step), now));
    }

    [Theory]
    [InlineData("005 924", true)]
    [InlineData("００５９２４", true)]
    [InlineData("00592", false)]
    [InlineData("0059240", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("00592\ud800", false)]
    public void Typed_is_what_people_type(string? typed, bool isTaken) =>
        Assert.Equal(isTaken, TimeCode.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(1234567890)) is not null);

    [Fact]
    public void Keys_are_long_and_never_alike()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => TimeCode.NewKey()).ToList();

        Assert.All(keys, key => Assert.Matches("^[A-Z2-7]{32}$", key));
        Assert.Equal(100, keys.Distinct().Count());
    }

    [Fact]
    public void The_picture_names_bank_and_user() => Assert.Equal(
        "otpauth://totp/BankCrm:mei.li?secret=" + Key + "&issuer=BankCrm&digits=6&period=30", TimeCode.Address("BankCrm", "mei.li", Key));

    [Fact]
    public void Recovery_codes_are_compared_whatever_the_dashes_and_belong_to_one_person()
    {
        var (me, other) = (Guid.NewGuid(), Guid.NewGuid());
        var codes = RecoveryCode.NewOnes();

        Assert.Equal(RecoveryCode.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(RecoveryCode.Length, code.Length));
        Assert.Equal(RecoveryCode.HashOf(me, codes[0]), RecoveryCode.HashOf(me, " " + codes[0].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
        Assert.NotEqual(RecoveryCode.HashOf(me, codes[0]), RecoveryCode.HashOf(other, codes[0]));
        Assert.NotEqual(RecoveryCode.HashOf(me, codes[0]), RecoveryCode.HashOf(me, codes[1]));
    }
}
