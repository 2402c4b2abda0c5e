using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.Plans;

public sealed class PlanDatesTests
{
    // A Thursday and Friday off, the Saturday before them worked.
    private static readonly WorkingDays Days = new([CalendarYear.Of(Guid.CreateVersion7(), 2026, "State Council", CalendarText.Read(
        """
        2026-09-26 work National Day
        2026-10-01..2026-10-08 off National Day
        2026-10-10 work National Day
        """))]);

    [Theory]
    [InlineData("2026-09-25", 1, "2026-09-26")] // the Saturday that is worked
    [InlineData("2026-09-26", 1, "2026-09-28")]
    [InlineData("2026-09-30", 1, "2026-10-09")] // over the holiday
    [InlineData("2026-09-30", 2, "2026-10-10")] // and the Saturday that makes up for it
    [InlineData("2026-09-30", 3, "2026-10-12")]
    [InlineData("2026-09-30", 0, "2026-09-30")]
    [InlineData("2026-10-03", 0, "2026-10-09")] // the first day on which anybody works
    public void Working_days_go_over_holidays_and_count_weekends_that_are_worked(string from, int days, string due) =>
        Assert.Equal(Day(due), PlanDates.Due(PlanSamples.Step(days), Day(from), Days, Day(from)));

    [Theory]
    [InlineData("2026-09-28", 3, "2026-10-01")] // a day off: calendar days fall where they fall
    [InlineData("2026-09-30", 0, "2026-09-30")]
    [InlineData("2026-12-30", 5, "2027-01-04")]
    public void Calendar_days_are_counted_as_they_come(string from, int days, string due) =>
        Assert.Equal(Day(due), PlanDates.Due(PlanSamples.Step(days, PlanDays.Calendar), Day(from), Days, Day(from)));

    [Fact]
    public void Nothing_is_due_before_today_and_then_on_a_day_that_is_worked()
    {
        Assert.Equal(Day("2026-10-05"), PlanDates.Due(PlanSamples.Step(2, PlanDays.Calendar), Day("2026-09-01"), Days, Day("2026-10-05")));
        Assert.Equal(Day("2026-10-09"), PlanDates.Due(PlanSamples.Step(2), Day("2026-09-01"), Days, Day("2026-10-05")));
    }

    [Fact]
    public void A_preview_counts_each_step_as_if_the_one_before_ended_on_its_day()
    {
        PlanStepContent[] steps =
        [
            PlanSamples.Step(1), PlanSamples.Step(1, from: PlanFrom.StepBefore), PlanSamples.Step(4, PlanDays.Calendar), PlanSamples.Step(2, PlanDays.Calendar, PlanFrom.StepBefore),
            PlanSamples.Step(0) with { OnlyAfter = FollowUpOutcome.Agreed },
        ];

        var planned = PlanDates.Preview(steps, Day("2026-09-29"), Days);

        Assert.Equal(["2026-09-30", "2026-10-09", "2026-10-03", "2026-10-05", "2026-10-09"], planned.Select(p => $"{p.Day:yyyy-MM-dd}"));
        Assert.Equal([true, false, true, false, false], planned.Select(p => p.IsFixed));
        Assert.Equal([true, true, false, false, true], planned.Select(p => p.IsWorkingDay));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", null);
}
