using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Account;

public sealed class PasskeyPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task One_is_added_and_from_then_on_asked_for()
    {
        var (teller, browser) = await app.SignedInByPasswordAsync();
        var asked = await browser.OpenAsync("/account/passkeys/new");
        Assert.Equal("Confirm that it is you", asked.Title);
        Assert.Null(asked.Html.QuerySelector("[data-passkey-go]")); // they have none yet
        var form = await browser.SubmitAsync(asked, ("__StepUp", Door.Password));
        Assert.Equal(("Add a passkey", "/account/passkeys/new"), (form.Title, form.Address.AbsolutePath));
        Assert.Null(form.Html.QuerySelector("main [style], main script"));

        var passkey = new TestPasskey();
        var nameless = await browser.SubmitAsync(form, ("Name", ""), ("Answer", passkey.Make(form.Options())));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Please fill this in."), (nameless.Status, nameless.Text("main .field-error")));
        var wrong = await browser.SubmitAsync(nameless, ("Name", "Desk"), ("Answer", new TestPasskey { Origin = "https://bank.example" }.Make(nameless.Options())));
        Assert.StartsWith("The passkey was not taken", wrong.Refusal, StringComparison.Ordinal);
        Assert.NotEqual(nameless.Options(), wrong.Options());
        var done = await browser.SubmitAsync(wrong, ("Answer", passkey.Make(wrong.Options())));
        Assert.Equal((HttpStatusCode.OK, "/account/security"), (done.Status, done.Address.AbsolutePath));
        Assert.Contains("Desk", done.Text("main table"), StringComparison.Ordinal);
        Assert.Contains("This one device", done.Text("main table"), StringComparison.Ordinal);

        var other = app.Browser();
        var question = await other.SubmitAsync(await other.OpenAsync("/account/login?returnUrl=/notices"), ("UserName", teller.UserName), ("Password", Door.Password));
        Assert.Equal(("/account/code", "Use your passkey"), (question.Address.AbsolutePath, question.Text("[data-passkey-go]")));
        Assert.Null(question.Html.QuerySelector("[name=Code]"));
        var no = await other.SubmitAsync(question, ("Answer", new TestPasskey().Sign(question.Options())));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, no.Status);
        Assert.StartsWith("That did not open the door.", no.Refusal, StringComparison.Ordinal);
        var yes = await other.SubmitAsync(no, ("Answer", passkey.Sign(no.Options())));
        Assert.Equal((HttpStatusCode.OK, "/notices"), (yes.Status, yes.Address.AbsolutePath));
    }

    [Fact]
    public async Task It_takes_the_place_of_the_password_where_that_is_asked_for_once_more()
    {
        var (teller, passkey, browser) = await WithPasskeyAsync();

        var asked = await browser.SubmitAsync(await browser.OpenAsync("/account/recovery-codes"));
        Assert.Equal("Confirm that it is you", asked.Title);
        Assert.NotNull(asked.Html.QuerySelector("#step-up")); // the password is taken as well
        var no = await browser.SubmitAsync(asked, ("__StepUpAnswer", new TestPasskey().Sign(asked.Options())));
        Assert.StartsWith("The passkey did not show that it is you", no.Refusal, StringComparison.Ordinal);
        var codes = await browser.SubmitAsync(no, ("__StepUpAnswer", passkey.Sign(no.Options())));

        Assert.Equal("Keep your recovery codes", codes.Title);
        Assert.Equal("SignIn", await app.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == teller.Id && e.Event == AuditEvents.SteppedUp)
            .OrderByDescending(e => e.Id).Select(e => e.ReasonCode).FirstAsync()));
    }

    [Fact]
    public async Task It_is_renamed_and_removed()
    {
        var (teller, passkey, browser) = await WithPasskeyAsync();
        var id = await app.ReadAsync(db => db.Passkeys.Where(p => p.StaffId == teller.Id).Select(p => p.Id).SingleAsync());
        var (_, stranger) = await app.SignedInByPasswordAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/account/passkeys/{id}/rename")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/account/passkeys/{id}/remove")).Status);

        var renamed = await browser.SubmitAsync(await browser.OpenAsync($"/account/passkeys/{id}/rename"), ("Name", "<b>桌上</b>"));
        Assert.Equal(("/account/security", "<b>桌上</b>"), (renamed.Address.AbsolutePath, renamed.Text("main tbody td")));

        var form = await browser.OpenAsync($"/account/passkeys/{id}/remove");
        var asked = await browser.SubmitAsync(form, ("Answer", passkey.Sign(form.Options())));
        Assert.Equal("Confirm that it is you", asked.Title);
        var removed = await browser.SubmitAsync(asked, ("__StepUp", Door.Password));
        Assert.Equal((HttpStatusCode.OK, "/account/security"), (removed.Status, removed.Address.AbsolutePath));
        Assert.False(await app.ReadAsync(db => db.Passkeys.AnyAsync(p => p.StaffId == teller.Id)));
    }

    [Fact]
    public async Task Without_scripts_nothing_is_counted_against_anybody()
    {
        var (teller, _, _) = await WithPasskeyAsync();
        var browser = app.Browser();
        var question = await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", teller.UserName), ("Password", Door.Password));

        var same = await browser.SubmitAsync(question);

        Assert.Equal((HttpStatusCode.OK, "/account/code"), (same.Status, same.Address.AbsolutePath));
        Assert.NotNull(same.Html.QuerySelector("main noscript"));
        Assert.False(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == teller.Id && e.Event == AuditEvents.SignInFailed)));
    }

    private Task<(TestStaff Staff, TestPasskey Passkey, TestBrowser Browser)> WithPasskeyAsync() => PasskeyPages.WithPasskeyAsync(app);
}

/// <summary>A bank that asks those who administer or audit for a passkey.</summary>
public sealed class StrictApp : TestApp
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton(new SecondFactorPolicy(SecondFactorRule.Offered, PasskeyRule.Required));
}

public sealed class ForcedPasskeyTests(StrictApp app) : IClassFixture<StrictApp>
{
    [Fact]
    public async Task Who_must_have_one_adds_it_before_anything_else_and_shows_it_from_then_on()
    {
        var (admin, browser) = await app.SignedInByPasswordAsync(AdminPermissions.Read, AdminPermissions.ChangeUsers);
        var page = await browser.OpenAsync("/help");
        Assert.Equal(("One more step", "/account/security"), (page.Title, page.Address.AbsolutePath));
        Assert.DoesNotContain("Set up an authenticator app", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Http.GetAsync("/notices/count")).StatusCode);

        var passkey = new TestPasskey();
        var form = await browser.OpenAsync(page.Html.QuerySelector("main a[href$='/passkeys/new']")!.GetAttribute("href")!);
        Assert.Equal("Add a passkey", form.Title); // no password is asked for: they have just given it
        await browser.SubmitAsync(form, ("Name", "Desk"), ("Answer", passkey.Make(form.Options())));
        Assert.Equal("/help", (await browser.OpenAsync("/help")).Address.AbsolutePath);

        var other = app.Browser();
        var question = await other.SubmitAsync(await other.OpenAsync("/account/login"), ("UserName", admin.UserName), ("Password", Door.Password));
        Assert.Empty(question.Html.QuerySelectorAll("a[href*='App='], a[href*='Recovery=']"));
        await other.SubmitAsync(question, ("Answer", passkey.Sign(question.Options())));
        var asked = await other.SubmitAsync(await other.OpenAsync("/account/recovery-codes"));
        Assert.Equal("Confirm that it is you", asked.Title);
        Assert.Null(asked.Html.QuerySelector("#step-up"));
        Assert.Equal("Keep your recovery codes", (await other.SubmitAsync(asked, ("__StepUpAnswer", passkey.Sign(asked.Options())))).Title);
    }

    [Fact]
    public async Task Others_come_in_as_ever()
    {
        var (_, browser) = await app.SignedInByPasswordAsync("customers.read");

        Assert.Equal("/help", (await browser.OpenAsync("/help")).Address.AbsolutePath);
    }
}

/// <summary>Whoever tries too often reads when to come again, wherever it was.</summary>
public sealed class TooManyAttemptsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task At_the_question_and_at_the_password_it_is_one_answer()
    {
        var browser = app.Browser();
        var form = await browser.OpenAsync("/account/login");
        TestPage last = form;
        for (var i = 0; i < 6; i++)
        {
            last = await browser.SubmitAsync(form, ("UserName", "nobody.at.all"), ("Password", "kettle-violin-oak-8"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        Assert.StartsWith("Too many attempts.", last.Refusal, StringComparison.Ordinal);

        var (teller, passkey, _) = await PasskeyPages.WithPasskeyAsync(app);
        Assert.NotNull(passkey);
        var question = await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", teller.UserName), ("Password", Door.Password));
        HttpResponseMessage answer = null!;
        for (var i = 0; i < 6; i++)
        {
            answer = await browser.Http.PostAsync(question.Address, new FormUrlEncodedContent(
                [new("__RequestVerificationToken", ((AngleSharp.Html.Dom.IHtmlInputElement)question.Html.QuerySelector("[name=__RequestVerificationToken]")!).Value), new("Code", "12345x")]));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }
}

internal static class PasskeyPages
{
    /// <summary>What the browser is given of the challenge on a page.</summary>
    public static string Options(this TestPage page) => page.Html.QuerySelector("[data-passkey-answer]")!.GetAttribute("data-options")!;

    /// <summary>Somebody who has added a passkey, and is signed in.</summary>
    public static async Task<(TestStaff Staff, TestPasskey Passkey, TestBrowser Browser)> WithPasskeyAsync(TestApp app)
    {
        var (staff, browser) = await app.SignedInByPasswordAsync();
        var passkey = new TestPasskey();
        var form = await browser.SubmitAsync(await browser.OpenAsync("/account/passkeys/new"), ("__StepUp", Door.Password));
        await browser.SubmitAsync(form, ("Name", "Desk"), ("Answer", passkey.Make(form.Options())));

        // Signed in anew: nothing was shown in this session besides.
        var door = app.Browser();
        var question = await door.SubmitAsync(await door.OpenAsync("/account/login"), ("UserName", staff.UserName), ("Password", Door.Password));
        await door.SubmitAsync(question, ("Answer", passkey.Sign(question.Options())));
        return (staff, passkey, door);
    }
}
