using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Accounts.Statements;

public sealed class StatementPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task From_the_upload_to_the_booked_entries_by_the_forms_there_are()
    {
        var branch = app.NewBranch();
        var number = await AccountAsync(await branch.HasCustomerAsync());
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(StatementPermissions.Take));

        var page = await UploadAsync(browser, $":20:R\n:25:{number}\n:28C:1/1\n:60F:C260101EUR100,00\n:61:260102D10,00NTRFNONREF//B1\n:86:<script>alert(1)</script>\n:62F:C260102EUR90,00\n-\n");
        Assert.Equal("bank.sta", page.Title);
        Assert.Contains("Can be taken in", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(number, page.Source, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "main form[method=post]");
        for (var waited = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; waited++)
        {
            Assert.True(waited < 600, "The file is never taken in.");
            await Task.Delay(100);
            page = await browser.OpenAsync(page.Address.GetLeftPart(UriPartial.Path));
        }

        Assert.Contains("Taken in", page.Source, StringComparison.Ordinal);
        Assert.Equal(1, await app.ReadAsync(db => db.Transactions.CountAsync(t => t.Reference == "B1")));
        Assert.Contains("bank.sta", (await browser.OpenAsync("/accounts/statements")).Source, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_none_comes_back_with_the_reason_and_a_teller_is_not_let_in()
    {
        var branch = app.NewBranch();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(StatementPermissions.Take));

        var page = await UploadAsync(browser, "a,b\n1,2\n");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.StartsWith("The file is no statement", page.Refusal, StringComparison.Ordinal);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/accounts/statements")).Status);
    }

    private async Task<string> AccountAsync(Guid owner)
    {
        var number = "62" + Guid.NewGuid().ToString("n").ToUpperInvariant()[..16];
        var customer = await app.ReadAsync(db => db.Customers.Where(c => c.Id == owner).Select(c => c.Number).SingleAsync());
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        var outcomes = await scope.ServiceProvider.GetRequiredService<IAccountIntake>().TakeAccountsAsync(
            "CORE", [new(number, AccountKind.Current, "EUR", AccountStatus.Open, 1, TimeProvider.System.GetUtcNow(), [new(HolderRole.Owner, customer, null)])], CancellationToken.None);
        Assert.Equal(IntakeResult.New, outcomes[0].Result);
        return number;
    }

    private static async Task<TestPage> UploadAsync(TestBrowser browser, string content)
    {
        var page = await browser.OpenAsync("/accounts/statements");
        var form = (IHtmlFormElement)page.Html.QuerySelector("main form[method=post]")!;
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "Input.File", "bank.sta");
        var answer = await browser.Http.PostAsync(page.Address, body);
        if (answer.Headers.Location is { } next)
        {
            return await browser.OpenAsync(new Uri(page.Address, next).ToString());
        }

        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, page.Address, await new HtmlParser().ParseDocumentAsync(text), text);
    }
}
