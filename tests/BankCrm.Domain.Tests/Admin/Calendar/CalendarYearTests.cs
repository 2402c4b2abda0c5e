using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Admin.Calendar;

public sealed class CalendarYearTests
{
    private static readonly CalendarDay NewYear = new(new(2026, 1, 1), DayKind.Off, "元旦");

    [Fact]
    public void A_list_is_read_as_people_write_it_and_written_so_that_it_is_read_again()
    {
        var days = CalendarText.Read("\uFEFF# State Council\r\n2026/1/1, 休, 元旦\r\n\r\n2026-02-15..2026-02-17\toff\tSpring Festival\n20260228 班 Spring Festival\n");

        Assert.Equal(
            ["2026-01-01 Off 元旦", "2026-02-15 Off Spring Festival", "2026-02-16 Off Spring Festival", "2026-02-17 Off Spring Festival", "2026-02-28 Working Spring Festival"],
            days.Select(d => $"{d.Day:yyyy-MM-dd} {d.Kind} {d.Name}"));
        var written = CalendarText.Write(days);
        Assert.Equal("2026-01-01 off 元旦\n2026-02-15..2026-02-17 off Spring Festival\n2026-02-28 work Spring Festival\n", written);
        Assert.Equal(written, CalendarText.Write(CalendarText.Read(written)));
    }

    [Fact]
    public void A_file_in_json_names_holidays_and_the_days_worked_for_them()
    {
        var days = CalendarText.Read(
            """
            {"holidays":{"2026-01-01":"New Year's Day,元旦,1","2026-01-02":"New Year's Day,元旦,1"},"workdays":{"2026-01-04":"New Year's Day,元旦,1"},"inLieuDays":{"2026-01-02":"New Year's Day,元旦,1"}}
            """);

        Assert.Equal("2026-01-01..2026-01-02 off New Year's Day\n2026-01-04 work New Year's Day\n", CalendarText.Write(days));
        Assert.Equal("The day {0} of the file cannot be read.", Assert.Throws<RefusedException>(() => CalendarText.Read("""{"holidays":{"2026-02-30":"x"}}""")).Message);
        Assert.Equal("The file begins like JSON and cannot be read as such.", Assert.Throws<RefusedException>(() => CalendarText.Read("""{"holidays":""")).Message);
        Assert.Empty(CalendarText.Read("{}"));
    }

    [Theory]
    [InlineData("2026-02-30 off")]
    [InlineData("2026-02-17..2026-02-15 off")]
    [InlineData("2026-02-15..2026-12-15 off")]
    [InlineData("2026-02-15 perhaps")]
    [InlineData("2026-02-15")]
    [InlineData("2026-02-15..2026-02-16..2026-02-17 off")]
    [InlineData("2026-02-15 off a\u0007b")]
    public void A_line_that_cannot_be_read_is_named(string line)
    {
        var refused = Assert.Throws<RefusedException>(() => CalendarText.Read("2026-01-01 off\n" + line));

        Assert.Equal("Line {0} cannot be read: write it as 2026-02-15..2026-02-23 off Spring Festival.", refused.Message);
        Assert.Equal(2, refused.Args[0]);
    }

    [Fact]
    public void A_year_has_days_of_its_own_only_each_once()
    {
        Assert.Equal("The day {0} is not in the year {1}.", Sentence(() => Of(2027, NewYear)));
        Assert.Equal("{0} stands there twice.", Sentence(() => Of(2026, NewYear, new(NewYear.Day, DayKind.Off, ""))));
        Assert.Equal("A year without a single holiday cannot be right.", Sentence(() => Of(2026)));
        Assert.Equal("A calendar is kept for the years from {0} to {1}.", Sentence(() => Of(1900, NewYear)));
        Assert.Equal("{0} is no Saturday or Sunday: it is a working day anyway.", Sentence(() => Of(2026, new CalendarDay(new(2026, 3, 2), DayKind.Working, ""))));
    }

    [Fact]
    public void A_day_is_set_and_taken_back()
    {
        var year = Of(2026, NewYear);

        year.Set(new(new(2026, 3, 2), DayKind.Off, "Storm"));
        year.Set(new(new(2026, 3, 2), DayKind.Off, "Typhoon"));
        Assert.Equal("Typhoon", year.Days.Single(d => d.Day == new DateOnly(2026, 3, 2)).Name);
        Assert.False(new WorkingDays([year]).IsWorking(new(2026, 3, 2)));

        year.Clear(new(2026, 3, 2));
        Assert.True(new WorkingDays([year]).IsWorking(new(2026, 3, 2)));
        Assert.Equal("The day {0} is an ordinary one already.", Sentence(() => year.Clear(new(2026, 3, 2))));
    }

    private static CalendarYear Of(int year, params CalendarDay[] days) => CalendarYear.Of(Guid.CreateVersion7(), year, "State Council", days);

    private static string Sentence(Action act) => Assert.Throws<RefusedException>(act).Message;
}
