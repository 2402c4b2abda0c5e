using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Opened = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 15)]
    [InlineData(10, 0, 5)]
    [InlineData(10, 10, 15)]
    [InlineData(16, 0, -1)]
    [InlineData(475, 475, 5)] // the eight hours end before
    public void It_ends_after_a_while_without_a_click_and_after_eight_hours_in_any_case(int minutes, int clickedAt, int left)
    {
        var session = Of();
        session.Seen(Opened.AddMinutes(clickedAt));

        Assert.Equal(TimeSpan.FromMinutes(left), session.Left(Opened.AddMinutes(minutes)));
        Assert.Equal(left < 0, session.IsOver(Opened.AddMinutes(minutes)));
    }

    [Fact]
    public void What_was_shown_holds_five_minutes_and_for_the_last_purpose_only()
    {
        var session = Of();
        Assert.Null(session.ShownStill(Opened));

        session.Show(StepUpPurpose.People, Opened);
        Assert.Equal(StepUpPurpose.People, session.ShownStill(Opened.AddSeconds(299)));
        Assert.Null(session.ShownStill(Opened.AddSeconds(300)));

        session.Show(StepUpPurpose.Merges, Opened);
        Assert.Equal(StepUpPurpose.Merges, session.ShownStill(Opened));
    }

    private static Session Of() => new(Guid.NewGuid(), [1], null, null, Opened);
}
