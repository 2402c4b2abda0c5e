using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Account;

[Collection(Journeys.Name)]
public sealed class SignInJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_colleague_signs_in_and_out_by_keyboard_alone()
    {
        var desk = await DeskAsync(Chinese);

        await desk.OpenAsync("/");
        await desk.IsAtAsync("登录");
        await desk.TypeAsync("teller.south");
        await desk.PressAsync("Tab");
        await desk.TypeAsync("not the password");
        await desk.PressAsync("Enter");
        await desk.ShowsAsync("用户名与密码不匹配");
        await desk.ScanAsync();

        await desk.TabToAsync(desk.Field("密码"));
        await desk.TypeAsync(DemonstrationStaff.Password);
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("您好，Sam Ortiz");

        await desk.TabToAsync(desk.Page.Locator("summary").Filter(new() { HasText = "Sam Ortiz：账户与设置" }));
        await desk.PressAsync("Enter");
        await desk.ScanAsync();
        await desk.TabToAsync(desk.Button("退出登录"));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("登录");
    }

    [Fact]
    public async Task Before_an_idle_session_ends_it_is_said_and_one_can_stay()
    {
        var desk = await DeskAsync();
        await desk.Page.Clock.InstallAsync();
        await desk.SignInAsync("auditor");
        await IdleAsync("auditor", Session.IdleLimit - TimeSpan.FromSeconds(100));

        await desk.Page.Clock.FastForwardAsync(13 * 60 * 1000 + 5000);

        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" });
        await Expect(dialog).ToBeVisibleAsync();
        await desk.ScanAsync();
        await Expect(desk.Button("Stay signed in")).ToBeFocusedAsync();
        await desk.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".frame")).ToBeVisibleAsync();
        for (var tries = 0; tries < 20 && DateTimeOffset.UtcNow - await SeenAsync("auditor") > TimeSpan.FromMinutes(1); tries++)
        {
            await Task.Delay(250);
        }

        Assert.InRange(DateTimeOffset.UtcNow - await SeenAsync("auditor"), TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(1));
    }

    private Task<object?> IdleAsync(string userName, TimeSpan since) => App.WorkAsync<object?>(async (db, _) =>
    {
        (await OfAsync(db.Sessions.AsTracking(), db, userName)).Seen(DateTimeOffset.UtcNow - since);
        return null;
    });

    private Task<DateTimeOffset> SeenAsync(string userName) => App.ReadAsync(async db => (await OfAsync(db.Sessions, db, userName)).SeenAt);

    private static Task<Session> OfAsync(IQueryable<Session> sessions, CrmDb db, string userName) =>
        sessions.Where(s => db.Staff.Any(p => p.Id == s.StaffId && p.UserName == userName)).OrderByDescending(s => s.OpenedAt).FirstAsync();

    [Fact]
    public async Task Language_and_appearance_outlive_the_session()
    {
        var desk = await DeskAsync();
        await desk.OpenAsync("/account/login");
        await desk.IsAtAsync("Sign in");
        await desk.PictureAsync("sign-in");
        await desk.SignInAsync("rm2.north");

        await OpenMenuAsync(desk);
        await desk.ClickAsync("简体中文");
        await desk.IsAtAsync("您好，Tom Baker");
        await OpenMenuAsync(desk);
        await desk.ClickAsync("深色");
        await ExpectThemeAsync(desk, "dark");
        await desk.ScanAsync();

        await desk.ClickAsync("退出登录");
        await desk.IsAtAsync("登录");
        await ExpectThemeAsync(desk, "dark");

        await desk.SignInAsync("rm2.north");
        await desk.IsAtAsync("您好，Tom Baker");
        await ExpectThemeAsync(desk, "dark");
    }

    private static Task OpenMenuAsync(Desk desk) => desk.Page.Locator("summary").Filter(new() { HasText = "Tom Baker" }).ClickAsync();

    private static Task ExpectThemeAsync(Desk desk, string theme) => Expect(desk.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", theme);
}
