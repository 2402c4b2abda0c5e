using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Admin;

public sealed class AbsenceTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Person = Guid.CreateVersion7();
    private static readonly Guid Deputy = Guid.CreateVersion7();

    [Fact]
    public void It_covers_both_of_its_days()
    {
        var absence = Entered(Today, Today.AddDays(2));

        Assert.Equal([false, true, true, true, false], Enumerable.Range(-1, 5).Select(i => absence.Covers(Today.AddDays(i))));
        Assert.True(absence.Overlaps(Today.AddDays(2), Today.AddDays(9)));
        Assert.False(absence.Overlaps(Today.AddDays(3), Today.AddDays(9)));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Equal("The last day comes before the first.", Refused(Today.AddDays(1), Today));
        Assert.Equal("This time is over already.", Refused(Today.AddDays(-3), Today.AddDays(-1)));
        Assert.Equal("At most {0} days at once.", Refused(Today, Today.AddDays(Absence.MostDays)));
        Assert.Equal(
            "Nobody stands in for themselves: choose a colleague.",
            Assert.Throws<RefusedException>(() => Absence.Enter(Guid.CreateVersion7(), Person, Person, Today, Today, Person, Today)).Message);
    }

    [Fact]
    public void Who_is_back_today_was_away_until_yesterday_and_what_has_not_begun_is_cancelled()
    {
        var (begun, toCome) = (Entered(Today.AddDays(-2), Today.AddDays(5), today: Today.AddDays(-2)), Entered(Today, Today.AddDays(5)));

        begun.End(Today, Now);
        toCome.End(Today, Now);

        Assert.Equal((Today.AddDays(-1), null), (begun.Until, begun.CancelledAt));
        Assert.Equal(Now, toCome.CancelledAt);
        Assert.False(toCome.Covers(Today));
        Assert.Throws<RefusedException>(() => begun.End(Today, Now));
        Assert.Throws<RefusedException>(() => toCome.End(Today, Now));
    }

    private static Absence Entered(DateOnly from, DateOnly until, DateOnly? today = null) => Absence.Enter(Guid.CreateVersion7(), Person, Deputy, from, until, Person, today ?? Today);

    private static string Refused(DateOnly from, DateOnly until) => Assert.Throws<RefusedException>(() => Entered(from, until)).Message;
}
