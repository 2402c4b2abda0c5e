using System.Net;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Admin;

public sealed class SignInPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Password = "kettle-violin-oak-7";

    [Fact]
    public async Task Leads_to_the_page_that_was_wanted()
    {
        var browser = app.Browser();
        var asked = await browser.OpenAsync("/account/security");
        Assert.Equal("/account/login", asked.Address.AbsolutePath);

        var page = await SignInAsync(browser, asked, await NewTellerAsync());

        Assert.Equal((HttpStatusCode.OK, "/account/security"), (page.Status, page.Address.AbsolutePath));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/%09/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Leads_nowhere_else(string wanted)
    {
        var browser = app.Browser();
        var form = await browser.OpenAsync("/account/login?returnUrl=" + Uri.EscapeDataString(wanted));

        var page = await SignInAsync(browser, form, await NewTellerAsync());

        Assert.Equal("localhost", page.Address.Host);
    }

    [Fact]
    public async Task Says_the_same_to_every_failure()
    {
        var (known, disabled) = (await NewTellerAsync(), await NewTellerAsync());
        await app.HasChangedAsync<StaffMember>(disabled.Id, s => s.Disable(null, TimeProvider.System.GetUtcNow()));
        var browser = app.Browser();

        var answers = new List<(HttpStatusCode, string)>();
        foreach (var (user, password) in new[] { (known.UserName, "wrong-kettle-99"), (disabled.UserName, Password), ("nobody.here", Password) })
        {
            var page = await browser.SubmitAsync(await browser.OpenAsync("/account/login"), ("UserName", user), ("Password", password));
            answers.Add((page.Status, page.Refusal));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answers[0].Item1);
        Assert.NotEmpty(answers[0].Item2);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_copied_cookie_is_dead_after_signing_out()
    {
        var browser = app.Browser();
        await SignInAsync(browser, await browser.OpenAsync("/account/login"), await NewTellerAsync());
        var stolen = browser.Cookies.GetCookies(new Uri("http://localhost"))["crm"]!.Value;
        var thief = app.Browser(new Cookie("crm", stolen, "/", "localhost"));
        Assert.Equal("/account/security", (await thief.OpenAsync("/account/security")).Address.AbsolutePath);

        await browser.SubmitAsync(await browser.OpenAsync("/"), "form[action='/account/logout']");

        Assert.Equal("/account/login", (await thief.OpenAsync("/account/security")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_given_password_is_changed_before_anything_else_opens()
    {
        var teller = await NewTellerAsync();
        await app.HasChangedAsync<StaffMember>(teller.Id, s => s.WasGivenPassword(null));
        var browser = app.Browser();

        var form = await SignInAsync(browser, await browser.OpenAsync("/account/login?returnUrl=/help"), teller);
        Assert.Equal("/account/password", form.Address.AbsolutePath);
        var refused = await browser.SubmitAsync(form, ("Old", Password), ("New", "password1234"), ("Again", "password1234"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var home = await browser.SubmitAsync(refused, ("Old", Password), ("New", "puddle-cedar-lamp-4"), ("Again", "puddle-cedar-lamp-4"));

        Assert.Equal((HttpStatusCode.OK, "/"), (home.Status, home.Address.AbsolutePath));
        Assert.Equal("/help", (await browser.OpenAsync("/help")).Address.AbsolutePath);
    }

    private async Task<TestStaff> NewTellerAsync()
    {
        var teller = await app.NewBranch().HasStaffAsync();
        await app.WorkAsync<object?>(async (db, services) =>
        {
            var person = await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == teller.Id);
            await services.GetRequiredService<IPasswords>().SetAsync(person, Password, CancellationToken.None);
            return null;
        });
        return teller;
    }

    private static Task<TestPage> SignInAsync(TestBrowser browser, TestPage form, TestStaff teller) =>
        browser.SubmitAsync(form, ("UserName", teller.UserName), ("Password", Password));
}
