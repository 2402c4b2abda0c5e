using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Admin.Calendar;

public sealed class CalendarTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly WorkingCalendar Calendar = new(TimeProvider.System);

    [Fact]
    public async Task The_year_2026_comes_with_the_product()
    {
        var days = await crm.ReadAsync(db => Calendar.DaysAsync(db, CancellationToken.None));

        Assert.True(days.Knows(2026));
        var all = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToList();
        Assert.Equal(33, all.Count(d => !days.IsWorking(d) && (!WorkingDays.IsWeekend(d) || IsHoliday(d))));
        Assert.Equal(
            [new(2026, 1, 4), new(2026, 2, 14), new(2026, 2, 28), new(2026, 5, 9), new(2026, 9, 20), new DateOnly(2026, 10, 10)],
            all.Where(d => WorkingDays.IsWeekend(d) && days.IsWorking(d)));

        static bool IsHoliday(DateOnly d) => d is { Month: 1, Day: <= 3 } or { Month: 2, Day: >= 15 and <= 23 } or { Month: 4, Day: >= 4 and <= 6 } or { Month: 5, Day: <= 5 }
            or { Month: 6, Day: >= 19 and <= 21 } or { Month: 9, Day: >= 25 and <= 27 } or { Month: 10, Day: <= 7 };
    }

    [Fact]
    public async Task A_year_is_brought_in_changed_by_the_day_and_replaced()
    {
        var admin = await crm.NewBranch().HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeCalendar);

        await crm.As(admin).SendAsync(new BringInCalendarYear(2024, null, "State Council, 2023-10-25", "2024-01-01 off New Year\n2024-02-04 work Spring Festival"));
        await crm.As(admin).SendAsync(new SetCalendarDay(2024, (await YearAsync(admin, 2024)).Version!.Value, new(2024, 3, 5), DayKind.Off, "Storm"));
        await crm.As(admin).SendAsync(new SetCalendarDay(2024, (await YearAsync(admin, 2024)).Version!.Value, new(2024, 3, 5), DayKind.Off, "Typhoon"));

        var shown = await YearAsync(admin, 2024);
        Assert.Equal("2024-01-01 off New Year\n2024-02-04 work Spring Festival\n2024-03-05 off Typhoon\n", shown.Written);
        await crm.As(admin).SendAsync(new SetCalendarDay(2024, shown.Version!.Value, new(2024, 3, 5), null, null));
        await crm.As(admin).SendAsync(new BringInCalendarYear(2024, (await YearAsync(admin, 2024)).Version, "As corrected", "2024-01-01 off New Year's Day"));
        Assert.Equal(("As corrected", "2024-01-01 off New Year's Day\n"), ((await YearAsync(admin, 2024)).Source, (await YearAsync(admin, 2024)).Written));

        var id = await crm.ReadAsync(db => db.CalendarYears.Where(y => y.Year == 2024).Select(y => y.Id).SingleAsync());
        Assert.Equal(5, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == id && (e.Event == AuditEvents.Created || e.Event == AuditEvents.Changed))));
    }

    [Fact]
    public async Task Two_who_change_a_year_at_once_do_not_overwrite_each_other()
    {
        var admin = await crm.NewBranch().HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeCalendar);
        await crm.As(admin).SendAsync(new BringInCalendarYear(2023, null, "State Council", "2023-01-01 off New Year"));
        var seen = await YearAsync(admin, 2023);
        await crm.As(admin).SendAsync(new SetCalendarDay(2023, seen.Version!.Value, new(2023, 5, 1), DayKind.Off, "Labour Day"));

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(admin).SendAsync(new SetCalendarDay(2023, seen.Version!.Value, new(2023, 5, 2), DayKind.Off, "")));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(admin).SendAsync(new BringInCalendarYear(2023, null, "State Council", "2023-01-01 off New Year")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(admin).SendAsync(new SetCalendarDay(2022, 1, new(2022, 5, 2), DayKind.Off, "")));
    }

    [Fact]
    public async Task Only_who_may_changes_the_calendar()
    {
        var reader = await crm.NewBranch().HasStaffAsync(AdminPermissions.Read);

        Assert.NotNull((await YearAsync(reader, 2026)).Version);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new BringInCalendarYear(2025, null, "Mine", "2025-01-01 off")));
    }

    [Theory]
    [InlineData("2026-10-31T23:59:59+08:00", null)]
    [InlineData("2026-11-01T00:00:00+08:00", 2027)]
    [InlineData("2026-12-31T23:59:59+08:00", 2027)]
    [InlineData("2027-01-01T00:00:00+08:00", 2027)]
    public async Task From_November_on_the_next_year_is_missed(string now, int? missing) =>
        Assert.Equal(missing, await crm.ReadAsync(db => WorkingCalendar.MissingAsync(db, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None)));

    [Fact]
    public async Task A_branch_s_clock_goes_in_its_opening_hours()
    {
        var branch = crm.NewBranch();
        await branch.SaveAsync();
        var clock = await crm.ReadAsync(db => Calendar.OfBranchAsync(db, branch.Id, CancellationToken.None));

        var start = new DateTimeOffset(2026, 2, 14, 16, 0, 0, TimeSpan.FromHours(8)); // a Saturday that is worked, before nine days off
        Assert.Equal(new DateTimeOffset(2026, 2, 24, 10, 0, 0, TimeSpan.FromHours(8)), clock.Add(ClockKind.Working, start, TimeSpan.FromHours(2)));
    }

    private Task<CalendarYearShown> YearAsync(TestStaff who, int year) => crm.As(who).AskAsync<GetCalendarYear, CalendarYearShown>(new(year));
}
