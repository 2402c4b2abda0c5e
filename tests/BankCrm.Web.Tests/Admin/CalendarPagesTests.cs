using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.Admin;

public sealed class CalendarPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_year_is_pasted_in_and_shown_month_by_month()
    {
        var admin = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeCalendar));

        var form = await admin.OpenAsync("/admin/calendar/2025/list");
        var refused = await admin.SubmitAsync(form, ("Source", "State Council, 2024-11-12"), ("List", "2025-01-01 off New Year\nsoon"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Line 2 cannot be read: write it as 2026-02-15..2026-02-23 off Spring Festival."), (refused.Status, refused.Refusal));
        Assert.Contains("soon", refused.ValueOf("List"), StringComparison.Ordinal);
        var year = await admin.SubmitAsync(refused, ("List", "2025-01-01 off New Year\n2025-01-26 work Spring Festival\n2025-01-28..2025-02-04 off Spring Festival"));

        Assert.EndsWith("/admin/calendar/2025", year.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(12, year.Html.QuerySelectorAll(".calendar-month").Length);
        Assert.Equal(9, year.Html.QuerySelectorAll("td.day-off").Length);
        Assert.Single(year.Html.QuerySelectorAll("td.day-worked"));
        Assert.Contains("2025-01-28..2025-02-04 off Spring Festival", (await admin.OpenAsync("/admin/calendar/2025/list")).ValueOf("List"), StringComparison.Ordinal);

        var changed = await admin.SubmitAsync(year, ("Day", "2025-03-05"), ("Kind", "Off"), ("Name", "Storm"));
        Assert.Equal(10, changed.Html.QuerySelectorAll("td.day-off").Length);
        var wrong = await admin.SubmitAsync(changed, ("Day", "2025-03-06"), ("Kind", "Working"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(12, wrong.Html.QuerySelectorAll(".calendar-month").Length);
        Assert.Contains("2025", (await admin.OpenAsync("/admin/calendar")).Text("main tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_form_and_a_year_that_is_not_there_is_not_found()
    {
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AdminPermissions.Read));

        var year = await reader.OpenAsync("/admin/calendar/2026");
        Assert.Equal(33, year.Html.QuerySelectorAll("td.day-off").Length);
        Assert.Null(year.Html.QuerySelector("main form[method=post]"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync("/admin/calendar/1999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync("/admin/calendar/2028")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/admin/calendar/2026/list")).Status);
    }
}
