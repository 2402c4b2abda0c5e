using System.Globalization;
using System.Net;
using System.Text;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Calendar;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using BankCrm.Web.Pages.Tasks.Calendar;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Calendar;

public sealed class CalendarPageTests(TestApp app) : IClassFixture<TestApp>
{
    private static DateOnly Today => Branch.DayAt(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("Day", 1, 1)]
    [InlineData("Week", 7, 7)]
    [InlineData("Month", 35, 42)]
    public async Task Each_view_shows_its_days(string view, int least, int most)
    {
        var day = new DateOnly(Today.Year + 1, 3, 10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", $"Call <b>Zhang</b> {day} 15:00"));

        var page = await teller.OpenAsync($"/tasks/calendar?view={view}&on={day}");

        Assert.InRange(page.Html.QuerySelectorAll("[data-column]").Length, least, most);
        Assert.Contains("Call <b>Zhang</b>", page.Text($"[data-column='{day}']"));
        Assert.Contains("15:00", page.Text($"[data-column='{day}']"));
    }

    [Fact]
    public async Task It_is_moved_to_another_day_by_its_form()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", $"Call {Today.AddDays(1):yyyy-MM-dd}"));
        var page = await teller.OpenAsync($"/tasks/calendar?view=Week&on={Today.AddDays(1):yyyy-MM-dd}");

        var refused = await teller.SubmitAsync(page, "[data-move]", ("day", $"{Today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("This day is over", refused.Text("[data-moves]"));

        await teller.SubmitAsync(page, "[data-move]", ("day", $"{Today.AddDays(3):yyyy-MM-dd}"));
        Assert.Contains("Call", (await teller.OpenAsync($"/tasks/calendar?view=Day&on={Today.AddDays(3):yyyy-MM-dd}")).Text("[data-column]"));
    }

    [Fact]
    public async Task A_calendar_program_reads_the_address_that_is_shown_once()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call Zhang tomorrow 3pm"));

        var made = await teller.SubmitAsync(await teller.OpenAsync("/tasks/calendar/subscription"), "form[action*='Open']");
        var address = new Uri(made.Html.QuerySelector("[data-address]")!.GetAttribute("value")!);
        var program = app.Browser();
        var file = await program.Http.GetAsync(address.PathAndQuery);

        Assert.Equal("text/calendar", file.Content.Headers.ContentType?.MediaType);
        var text = await file.Content.ReadAsStringAsync();
        Assert.Contains("SUMMARY:Phone call\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zhang", text, StringComparison.Ordinal);
        Assert.Contains("T070000Z\r\nDURATION:PT30M\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:电话", await program.Http.GetStringAsync(address.PathAndQuery.Replace("lang=en", "lang=zh-Hans", StringComparison.Ordinal)), StringComparison.Ordinal);

        var again = await teller.OpenAsync("/tasks/calendar/subscription");
        Assert.Null(again.Html.QuerySelector("[data-address]"));
        await teller.SubmitAsync(again, "form[action*='Close']");
        Assert.Equal(HttpStatusCode.NotFound, (await program.Http.GetAsync(address.PathAndQuery)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.Http.GetAsync("/tasks/calendar/feed")).StatusCode);
    }

    [Fact]
    public void Long_lines_are_folded_between_characters_and_signs_are_escaped()
    {
        var subject = string.Concat(Enumerable.Repeat("回访客户；", 20)) + " a,b;c\\d\ne";
        var item = new FeedItem(Guid.Empty, subject, FollowUpKind.Call, new(new(2027, 3, 10), null), 2, DateTimeOffset.UnixEpoch);

        var text = IcsFile.Of("Follow-ups", [(item, "Phone call")], DateTimeOffset.UnixEpoch);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20270310\r\nDTEND;VALUE=DATE:20270311\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"SUMMARY:{string.Concat(Enumerable.Repeat("回访客户；", 20))} a\\,b\\;c\\\\d\\ne\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
