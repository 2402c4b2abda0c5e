using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.DataQuality.Import;

public sealed class LedgerPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Columns = "form:has([name='Input.Columns[0]'])";
    private const string Account = "6222000099990001";

    [Fact]
    public async Task Accounts_then_their_movements_come_in_by_the_forms_there_are()
    {
        var (browser, branch) = await ManagerAsync();
        var customer = await branch.HasCustomerAsync(new CustomerDraft { Name = "张伟明", ExternalRef = "K1" });

        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes($"账号,户名,客户号,币种,余额\n{Account},张伟明,K1,CNY,\"1,200.50\"\n"));
        Assert.Equal("Accounts", SubjectOf(page));
        Assert.Equal("AccountNumber", page.ValueOf("Columns[0]"));
        Assert.DoesNotContain(Account, page.Source, StringComparison.Ordinal);
        var refused = await browser.SubmitAsync(page, Columns, ("Source", "PAGE"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Say of which kind the accounts are.", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal("PAGE", refused.ValueOf("Source"));
        page = await TakenInAsync(browser, await browser.SubmitAsync(refused, Columns, ("AccountKind", "Savings")));
        Assert.Contains("What came in is not undone here", page.Source, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form[action*='handler=Undo']"));

        page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes($"账号,交易日期,收入,支出,摘要\n{Account},2026-06-03,,20.50,Rent\n{Account},2026-06-03,x,,\n"));
        Assert.Equal("Movements", SubjectOf(page));
        Assert.Equal("PAGE", page.ValueOf("Source")); // as the last one
        await TakenInAsync(browser, await browser.SubmitAsync(page, Columns));

        var movement = await app.ReadAsync(db => db.Transactions.Join(db.Accounts.Where(a => a.Holders.Any(h => h.CustomerId == customer)), t => t.AccountId, a => a.Id, (t, a) => t).SingleAsync());
        Assert.Equal((-20.50m, "Rent"), (movement.Amount, movement.Text));
        var list = await browser.OpenAsync("/customers/import");
        Assert.Contains("Movements on accounts", list.Source, StringComparison.Ordinal);
        Assert.Contains("Rent", (await browser.OpenAsync($"/accounts/{movement.AccountId}")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_holds_can_be_said_otherwise()
    {
        var (browser, _) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, "姓名,账号,日期,金额\n王芳,1,2026-06-01,1.50\n"u8.ToArray());
        Assert.Equal("Movements", SubjectOf(page));

        page = await browser.SubmitAsync(page, "form[action*='handler=ReadAs']", ("Reading.Subject", "Customers"));

        Assert.Equal(("Customers", "Name"), (SubjectOf(page), page.ValueOf("Columns[0]")));
    }

    private static string SubjectOf(TestPage page) => page.Html.QuerySelector<IHtmlSelectElement>("[name='Reading.Subject']")!.Value!;

    private static async Task<TestPage> TakenInAsync(TestBrowser browser, TestPage page)
    {
        page = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Check']"));
        return await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Start']"));
    }

    private async Task<(TestBrowser Browser, TestBranch Branch)> ManagerAsync()
    {
        var branch = app.NewBranch();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take, CustomerPermissions.Import, CustomerPermissions.Read, AccountPermissions.Read);
        return (await app.SignedInAsAsync(manager), branch);
    }
}
