using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Admin;

/// <summary>What could do the bank great harm from a desk that was left open is not done without the password.</summary>
public sealed class StepUpPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Password = "kettle-violin-oak-7";
    private const string Question = "Confirm that it is you";

    [Fact]
    public async Task The_password_is_asked_for_and_nothing_typed_is_lost()
    {
        var (branch, admin, browser) = await NewAdminAsync();
        var name = $"u{Guid.NewGuid():n}"[..20];

        var asked = await browser.SubmitAsync(await browser.OpenAsync("/admin/users/new"), ("Name", "<b>新同事</b>"), ("UserName", name), ("HomeBranchId", branch.Id));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, Question), (asked.Status, asked.Title));
        Assert.False(await ExistsAsync(name));

        var wrong = await browser.SubmitAsync(asked, ("__StepUp", "wrong-kettle-99"));

        Assert.Equal((Question, false), (wrong.Title, await ExistsAsync(name)));
        Assert.StartsWith("This is not your password", wrong.Refusal, StringComparison.Ordinal);

        var done = await browser.SubmitAsync(wrong, ("__StepUp", Password));

        Assert.Equal("<b>新同事</b>", done.Title);
        Assert.True(await ExistsAsync(name));
        Assert.Equal([AuditEvents.SignInFailed, AuditEvents.SteppedUp], await RecordedOfAsync(admin.Id));
    }

    [Fact]
    public async Task It_holds_five_minutes_and_for_one_purpose()
    {
        var (branch, admin, browser) = await NewAdminAsync();
        var (one, other) = (await branch.HasStaffAsync(), await branch.HasStaffAsync());
        await browser.SubmitAsync(await DisableAsync(browser, one), ("__StepUp", Password));

        Assert.NotEqual(Question, (await DisableAsync(browser, other)).Title);
        Assert.Equal(Question, (await browser.SubmitAsync(await browser.OpenAsync("/audit/proof"), "form[action*='handler=Export']")).Title);

        await app.WorkAsync<object?>(async (db, _) =>
        {
            (await db.Sessions.AsTracking().SingleAsync(s => s.StaffId == admin.Id)).Show(StepUpPurpose.People, TimeProvider.System.GetUtcNow() - Session.StepUpLimit);
            return null;
        });
        app.Services.GetRequiredService<SessionDirectory>().Refresh();

        Assert.Equal(Question, (await DisableAsync(browser, await branch.HasStaffAsync())).Title);
    }

    [Fact]
    public async Task A_page_whose_reading_asks_for_it_is_led_back_to_with_what_its_address_said()
    {
        var browser = await SignedInAsync(await WithPasswordAsync(await app.NewBranch().HasStaffAsync(AudiencePermissions.Alerts)));

        var asked = await browser.OpenAsync("/compliance/alerts?View=Closed");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, Question), (asked.Status, asked.Title));
        Assert.Contains("Before this is shown", asked.Text("main"), StringComparison.Ordinal);
        var wrong = await browser.SubmitAsync(asked, ("__StepUp", "wrong-kettle-99"));
        Assert.Equal(Question, wrong.Title);
        var alerts = await browser.SubmitAsync(wrong, ("__StepUp", Password));

        Assert.Equal((HttpStatusCode.OK, "Alerts", "/compliance/alerts?View=Closed"), (alerts.Status, alerts.Title, alerts.Address.PathAndQuery));
        Assert.Equal("Alerts", (await browser.OpenAsync("/compliance/alerts")).Title);
    }

    [Fact]
    public async Task A_file_is_kept_as_what_was_read_of_it_while_the_password_is_asked_for()
    {
        var browser = await SignedInAsync(await WithPasswordAsync(await app.NewBranch().HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeCalendar)));
        var form = await browser.OpenAsync("/admin/calendar/2019/list");
        var sent = new MultipartFormDataContent
        {
            { new StringContent(form.Html.QuerySelector("main form [name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("State Council"), "Input.Source" },
            { new StringContent("2019-01-02 off Another day"), "Input.List" },
            { new StringContent("2019-01-01 off New Year"), "Upload", "year.txt" },
        };

        var asked = await browser.FollowAsync(await browser.Http.PostAsync(form.Address, sent));
        Assert.Equal(Question, asked.Title);
        await browser.SubmitAsync(asked, ("__StepUp", Password));

        var written = (await browser.OpenAsync("/admin/calendar/2019/list")).ValueOf("List");
        Assert.Contains("New Year", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Another day", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_locks_the_account()
    {
        var (branch, _, browser) = await NewAdminAsync();
        var asked = await DisableAsync(browser, await branch.HasStaffAsync());
        for (var guess = 0; guess < 5; guess++)
        {
            asked = await browser.SubmitAsync(asked, ("__StepUp", $"wrong-kettle-{guess}"));
        }

        var right = await browser.SubmitAsync(asked, ("__StepUp", Password));

        Assert.Equal((HttpStatusCode.TooManyRequests, Question), (right.Status, right.Title));
    }

    [Fact]
    public async Task Who_may_not_do_it_is_not_asked_for_a_password()
    {
        var branch = app.NewBranch();
        var teller = await WithPasswordAsync(await branch.HasStaffAsync(AdminPermissions.Read));
        var browser = await SignedInAsync(teller);

        var refused = await browser.OpenAsync("/admin/users/new");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task A_channel_is_stopped_at_once_and_started_again_with_the_password()
    {
        var operates = await WithPasswordAsync(await app.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate));
        var browser = await SignedInAsync(operates);

        var stopped = await browser.SubmitAsync(await browser.OpenAsync("/admin/channels"), "form[action*='handler=Stop']", ("because", "The gateway sends twice"));
        Assert.Contains("The channel is stopped.", stopped.Text("body"));

        var asked = await browser.SubmitAsync(stopped, "form[action*='handler=Start']");
        Assert.Equal(Question, asked.Title);
        Assert.Equal(1, await app.ReadAsync(db => db.ChannelRules.CountAsync(r => r.StoppedAt != null)));
        Assert.Equal(Question, (await browser.SubmitAsync(await browser.OpenAsync("/admin/channels/Email"), ("Waits", "2, 10"))).Title);

        Assert.Contains("The channel sends again.", (await browser.SubmitAsync(asked, ("__StepUp", Password))).Text("body"));
        Assert.Equal(0, await app.ReadAsync(db => db.ChannelRules.CountAsync(r => r.StoppedAt != null)));
    }

    private static async Task<TestPage> DisableAsync(TestBrowser browser, TestStaff colleague) =>
        await browser.SubmitAsync(await browser.OpenAsync($"/admin/users/{colleague.Id}"), "form[action*='handler=Disable']");

    private async Task<(TestBranch Branch, TestStaff Admin, TestBrowser Browser)> NewAdminAsync()
    {
        var branch = app.NewBranch();
        var admin = await WithPasswordAsync(await branch.HasStaffAsync(
            AdminPermissions.Read, AdminPermissions.ChangeUsers, AuditPermissions.Read, AuditPermissions.Verify));
        return (branch, admin, await SignedInAsync(admin));
    }

    private Task<TestStaff> WithPasswordAsync(TestStaff staff) => app.WorkAsync(async (db, services) =>
    {
        await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == staff.Id), Password, CancellationToken.None);
        return staff;
    });

    // Through the door itself: this browser answers no questions by itself.
    private async Task<TestBrowser> SignedInAsync(TestStaff staff)
    {
        var browser = app.Browser();
        await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", staff.UserName), ("Password", Password));
        return browser;
    }

    private Task<bool> ExistsAsync(string userName) => app.ReadAsync(db => db.Staff.AnyAsync(s => s.UserName == userName));

    private Task<List<string>> RecordedOfAsync(Guid staffId) => app.ReadAsync(db => db.AuditEntries
        .Where(e => e.ObjectId == staffId && (e.Event == AuditEvents.SteppedUp || e.Event == AuditEvents.SignInFailed)).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync());
}
