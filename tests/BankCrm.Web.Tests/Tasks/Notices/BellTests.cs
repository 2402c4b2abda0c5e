using System.Net;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Notices;

public sealed class BellTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_bell_counts_and_the_list_leads_to_what_a_notice_is_about()
    {
        var branch = app.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(TaskPermissions.Work, TaskPermissions.Give), await branch.HasStaffAsync(TaskPermissions.Work));
        var browser = await app.SignedInAsAsync(teller);
        Assert.Contains("No notices.", (await browser.OpenAsync("/notices")).Text("main"));

        var givers = await app.SignedInAsAsync(giver);
        await givers.SubmitAsync(await givers.OpenAsync("/tasks/new"), ("Subject", "Call <b>Zhang</b> tomorrow"), ("ForWhom", teller.Id));

        await HeardAsync(teller, 1);
        var list = await browser.OpenAsync("/notices");
        Assert.Equal("1", list.Text(".bell-count"));
        Assert.Contains("Call <b>Zhang</b>", list.Text(".notice-list"));
        var opened = await browser.SubmitAsync(list, "form[action*='Open']");
        Assert.Equal("Call <b>Zhang</b>", opened.Title);
        Assert.True(opened.Html.QuerySelector(".bell-count")!.HasAttribute("hidden"));
        Assert.Equal("Call <b>Zhang</b>", (await browser.SubmitAsync(list, "form[action*='Open']")).Title); // twice is once
    }

    [Fact]
    public async Task All_are_marked_as_read_by_one_button()
    {
        var branch = app.NewBranch();
        var teller = await branch.HasStaffAsync(TaskPermissions.Work);
        await TellAsync(teller);
        await TellAsync(teller);
        var browser = await app.SignedInAsAsync(teller);

        var page = await browser.SubmitAsync(await browser.OpenAsync("/notices"), "form[action*='ReadAll']");

        Assert.Contains("All are marked as read.", page.Text("body"));
        Assert.Null(page.Html.QuerySelector("form[action*='ReadAll']"));
        Assert.Equal("0", await browser.Http.GetStringAsync("/notices/count"));
    }

    [Fact]
    public async Task An_open_stream_hears_of_a_change_and_ends_with_its_session()
    {
        var teller = await app.NewBranch().HasStaffAsync(TaskPermissions.Work);
        var browser = await app.SignedInAsAsync(teller);
        using var stream = await StreamAsync(browser);
        Assert.Equal(("count", "0"), await stream.NextAsync());

        await TellAsync(teller);
        Assert.Equal(("count", "1"), await stream.NextAsync());

        await app.Services.GetRequiredService<SessionDirectory>().EndAsync(teller.Id, null, CancellationToken.None);
        Assert.Equal(("over", ""), await stream.NextAsync());
        Assert.Null(await stream.NextAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Http.GetAsync("/notices/count")).StatusCode);
    }

    [Fact]
    public async Task Sixty_open_streams_hold_no_connection_to_the_database()
    {
        var teller = await app.NewBranch().HasStaffAsync(TaskPermissions.Work);
        var browser = await app.SignedInAsAsync(teller);
        var streams = new List<Stream>();
        for (var i = 0; i < 60; i++)
        {
            streams.Add(await StreamAsync(browser));
            Assert.Equal(("count", "0"), await streams[i].NextAsync());
        }

        var (all, busy) = await ConnectionsAsync();
        Assert.InRange(all, 1, 21); // as many as the pool may have, and the one that listens
        Assert.InRange(busy, 0, 3);

        await TellAsync(teller);
        foreach (var stream in streams)
        {
            Assert.Equal(("count", "1"), await stream.NextAsync());
            stream.Dispose();
        }
    }

    [Fact]
    public async Task What_a_browser_asks_by_itself_does_not_keep_a_session_alive_and_a_click_does()
    {
        var teller = await app.NewBranch().HasStaffAsync(TaskPermissions.Work);
        var browser = await app.SignedInAsAsync(teller);
        var long_ago = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await app.WorkAsync(async (db, _) =>
        {
            (await db.Sessions.AsTracking().SingleAsync(s => s.StaffId == teller.Id)).Seen(long_ago);
            return 0;
        });

        using (var stream = await StreamAsync(browser))
        {
            Assert.Equal(("count", "0"), await stream.NextAsync());
        }

        Assert.Equal("0", await browser.Http.GetStringAsync("/notices/count"));
        Assert.InRange(await SeenAsync(teller), long_ago.AddSeconds(-1), long_ago.AddSeconds(1));

        await browser.OpenAsync("/notices");
        Assert.True(await SeenAsync(teller) > long_ago.AddMinutes(9));
    }

    [Fact]
    public async Task A_reminder_reaches_the_browser_when_it_is_time()
    {
        var teller = await app.NewBranch().HasStaffAsync(TaskPermissions.Work);
        var browser = await app.SignedInAsAsync(teller);
        var plan = (await browser.SubmitAsync(await browser.OpenAsync("/tasks/new"), ("Subject", "Call"), ("Due", "tomorrow 3pm"))).Address.Segments[^1];
        using var stream = await StreamAsync(browser);
        Assert.Equal(("count", "0"), await stream.NextAsync());

        await using (var owner = new NpgsqlConnection(app.Database.OwnerConnectionString))
        {
            await owner.OpenAsync();
            await using var sooner = new NpgsqlCommand($"set crm.scope = 'all'; update follow_up_alarms set at = now() where follow_up_id = '{plan}' and kind = 'Reminder'", owner);
            Assert.Equal(1, await sooner.ExecuteNonQueryAsync());
        }

        Assert.Equal(("count", "1"), await stream.NextAsync());
        Assert.Contains("It is time", (await browser.OpenAsync("/notices")).Text(".notice-list"));
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_hears_anything()
    {
        var nobody = app.Browser();

        Assert.Equal(HttpStatusCode.Redirect, (await nobody.Http.GetAsync("/notices/stream")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.Http.GetAsync("/notices/count")).StatusCode);
    }

    private Task<Notice> TellAsync(TestStaff staff) => app.HasAsync(
        Notice.Of(NoticeKind.Given, Guid.CreateVersion7(), staff.BranchId, staff.Id, staff.Id, TimeProvider.System.GetUtcNow().AddSeconds(-1)));

    // The word of the database may come after the next page.
    private async Task HeardAsync(TestStaff staff, int count)
    {
        var bell = app.Services.GetRequiredService<Bell>();
        for (var tries = 0; bell.KnownFor(staff.Id) is { } known && known != count && tries < 100; tries++)
        {
            await Task.Delay(20);
        }
    }

    private Task<DateTimeOffset> SeenAsync(TestStaff staff) => app.ReadAsync(db => db.Sessions.Where(s => s.StaffId == staff.Id).Select(s => s.SeenAt).SingleAsync());

    private async Task<(long All, long Busy)> ConnectionsAsync()
    {
        await using var owner = new NpgsqlConnection(app.Database.OwnerConnectionString);
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select count(*), count(*) filter (where state <> 'idle') from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", owner);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static async Task<Stream> StreamAsync(TestBrowser browser)
    {
        var answer = await browser.Http.GetAsync("/notices/stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, new(await answer.Content.ReadAsStreamAsync()));
    }

    private sealed class Stream(HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        /// <summary>Null: it has ended.</summary>
        public async Task<(string Event, string Data)?> NextAsync()
        {
            string? name = null;
            while (await reader.ReadLineAsync().WaitAsync(Limit) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line["event: ".Length..];
                }
                else if (line.StartsWith("data:", StringComparison.Ordinal) && name is not null)
                {
                    return (name, line["data:".Length..].Trim());
                }
            }

            return null;
        }

        public void Dispose()
        {
            reader.Dispose();
            answer.Dispose();
        }
    }
}
