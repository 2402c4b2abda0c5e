using System.Net;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Account;

public sealed class SecondFactorPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_app_is_set_up_and_from_then_on_a_code_is_asked_for()
    {
        var (teller, browser) = await app.SignedInByPasswordAsync();
        var asked = await browser.SubmitAsync(await browser.OpenAsync("/account/security"), "form[action*='handler=Begin']");
        Assert.Equal("Confirm that it is you", asked.Title);
        var page = await browser.SubmitAsync(asked, ("__StepUp", Door.Password));
        Assert.Equal(("Set up an authenticator app", "/account/authenticator"), (page.Title, page.Address.AbsolutePath));
        Assert.NotNull(page.Html.QuerySelector("svg.qr path[d^='M']"));
        Assert.Null(page.Html.QuerySelector("main [style], main script"));

        var key = page.Text(".app-key").Replace(" ", "", StringComparison.Ordinal);
        var wrong = await browser.SubmitAsync(page, ("Code", "12345x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.StartsWith("This is not the code", wrong.Refusal, StringComparison.Ordinal);
        var done = await browser.SubmitAsync(wrong, ("Code", Door.Code(key)));
        Assert.Equal("Keep your recovery codes", done.Title);
        var codes = done.Html.QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent).ToList();
        Assert.Equal(RecoveryCode.Count, codes.Count);
        Assert.DoesNotContain(codes[0], (await browser.OpenAsync("/account/security")).Source, StringComparison.Ordinal);
        Assert.Equal("/account/security", (await browser.OpenAsync("/account/authenticator")).Address.AbsolutePath); // the key is shown no more

        var other = app.Browser();
        var question = await other.SubmitAsync(await other.OpenAsync("/account/login?returnUrl=/notices"), ("UserName", teller.UserName), ("Password", Door.Password));
        Assert.Equal("/account/code", question.Address.AbsolutePath);
        Assert.Equal("/account/login", (await other.OpenAsync("/notices")).Address.AbsolutePath); // nothing opens in between
        var no = await other.SubmitAsync(question, ("Code", "12345x"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, ""), (no.Status, no.ValueOf("Code")));
        var yes = await other.SubmitAsync(no, ("Code", Door.Code(key, 1)));
        Assert.Equal((HttpStatusCode.OK, "/notices"), (yes.Status, yes.Address.AbsolutePath));

        var third = app.Browser();
        question = await third.SubmitAsync(await third.OpenAsync("/account/login"), ("UserName", teller.UserName), ("Password", Door.Password));
        var recovery = await third.OpenAsync(question.Html.QuerySelector("a[href*='ecovery=']")!.GetAttribute("href")!);
        Assert.Equal("/", (await third.SubmitAsync(recovery, ("Code", codes[7]))).Address.AbsolutePath);
        Assert.Contains("9", (await third.OpenAsync("/account/security")).Text("dl.details"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_fails_gets_one_answer()
    {
        var (teller, _) = await app.SignedInByPasswordAsync();
        var (key, codes) = await EnrolAsync(teller);
        var answers = new List<string>();
        foreach (var code in new[] { "000000x", Door.Code(key, 5), "not-a-code", Door.Code(key) })
        {
            var asked = await AskedAsync(teller);
            answers.Add((await asked.Browser.SubmitAsync(asked.Page, ("Code", code))).Refusal); // the last one took the app into use, and is used up
        }

        var late = await AskedAsync(teller);
        await app.WorkAsync<object?>(async (db, services) =>
        {
            await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == teller.Id), Door.Password + "x", CancellationToken.None);
            return null;
        });
        answers.Add((await late.Browser.SubmitAsync(late.Page, ("Code", codes[0]))).Refusal);

        Assert.StartsWith("That did not open the door.", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
        Assert.Equal("/account/login", (await app.Browser().OpenAsync("/account/code")).Address.AbsolutePath);
    }

    [Fact]
    public async Task New_recovery_codes_are_shown_once_and_the_app_is_removed_with_a_code()
    {
        var (teller, _) = await app.SignedInByPasswordAsync();
        var (_, codes) = await EnrolAsync(teller);
        var browser = await Door.SignedInAsync(app, teller, codes[0]);

        var renewed = await browser.SubmitAsync(await browser.SubmitAsync(await browser.OpenAsync("/account/recovery-codes")), ("__StepUp", Door.Password));
        var fresh = renewed.Html.QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent).ToList();
        Assert.Equal(RecoveryCode.Count, fresh.Except(codes).Count());

        var form = await browser.OpenAsync("/account/authenticator/remove");
        var refused = await browser.SubmitAsync(form, ("Code", codes[1]));
        Assert.StartsWith("This code is not right", refused.Refusal, StringComparison.Ordinal);
        var removed = await browser.SubmitAsync(refused, ("Code", fresh[0]));
        Assert.Equal((HttpStatusCode.OK, "/account/security"), (removed.Status, removed.Address.AbsolutePath));
        Assert.Contains("Set up an authenticator app", removed.Text("main"), StringComparison.Ordinal);
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> EnrolAsync(TestStaff teller)
    {
        var codes = RecoveryCode.NewOnes();
        await app.WorkAsync<object?>(async (_, services) =>
        {
            await services.GetRequiredService<ISecondFactors>().BeginAsync(teller.Id, CancellationToken.None);
            return null;
        });
        return await app.WorkAsync(async (_, services) =>
        {
            var factors = services.GetRequiredService<ISecondFactors>();
            var key = (await factors.PendingAsync(teller.Id, CancellationToken.None))!;
            Assert.True(await factors.ConfirmAsync(teller.Id, Door.Code(key), codes, CancellationToken.None));
            return (key, codes);
        });
    }

    private async Task<(TestBrowser Browser, TestPage Page)> AskedAsync(TestStaff teller)
    {
        var browser = app.Browser();
        return (browser, await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", teller.UserName), ("Password", Door.Password)));
    }
}

/// <summary>A bank that asks everybody for a second factor.</summary>
public sealed class CarefulApp : TestApp
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton(new SecondFactorPolicy(SecondFactorRule.Required));
}

public sealed class ForcedSecondFactorTests(CarefulApp app) : IClassFixture<CarefulApp>
{
    [Fact]
    public async Task Nothing_else_opens_before_it_is_set_up_and_no_password_is_asked_for_again()
    {
        var (_, browser) = await app.SignedInByPasswordAsync();
        var page = await browser.OpenAsync("/help");
        Assert.Equal(("One more step", "/account/security"), (page.Title, page.Address.AbsolutePath));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Http.GetAsync("/notices/count")).StatusCode);

        var setUp = await browser.SubmitAsync(page, "form[action*='handler=Begin']");
        Assert.Equal("Set up an authenticator app", setUp.Title);
        var key = setUp.Text(".app-key").Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal("Keep your recovery codes", (await browser.SubmitAsync(setUp, ("Code", Door.Code(key)))).Title);

        Assert.Equal("/help", (await browser.OpenAsync("/help")).Address.AbsolutePath);
    }
}

/// <summary>The door, as a browser goes through it.</summary>
internal static class Door
{
    public const string Password = "kettle-violin-oak-7";

    /// <summary>What the app shows.</summary>
    public static string Code(string key, int steps = 0) => TimeCode.Of(key, TimeCode.StepAt(TimeProvider.System.GetUtcNow()) + steps);

    public static async Task<(TestStaff Staff, TestBrowser Browser)> SignedInByPasswordAsync(this TestApp app, params string[] permissions)
    {
        var staff = await app.NewBranch().HasStaffAsync(permissions);
        await app.WorkAsync<object?>(async (db, services) =>
        {
            await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == staff.Id), Password, CancellationToken.None);
            return null;
        });
        var browser = app.Browser();
        await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", staff.UserName), ("Password", Password));
        return (staff, browser);
    }

    public static async Task<TestBrowser> SignedInAsync(TestApp app, TestStaff staff, string code)
    {
        var browser = app.Browser();
        var question = await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", staff.UserName), ("Password", Password));
        Assert.Equal("/", (await browser.SubmitAsync(question, ("Code", code))).Address.AbsolutePath);
        return browser;
    }
}
