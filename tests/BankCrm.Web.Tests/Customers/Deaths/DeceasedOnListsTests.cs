using BankCrm.Application.Accounts;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using BankCrm.Web.Tests.Accounts;

namespace BankCrm.Web.Tests.Customers.Deaths;

/// <summary>Wherever a list names a customer who has died it says so beside the name, and of nobody else.</summary>
public sealed class DeceasedOnListsTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller =
        [CustomerPermissions.Read, CustomerPermissions.Change, AccountPermissions.Read, CasePermissions.Work, CasePermissions.ReadAll, TaskPermissions.Work, TaskPermissions.ReadAll];

    [Fact]
    public async Task Accounts_cases_follow_ups_board_and_calendar_say_so_beside_the_name()
    {
        var branch = app.NewBranch();
        var (died, lives) = (await branch.HasCustomerAsync(new() { Name = "陆静安" }), await branch.HasCustomerAsync(new() { Name = "张伟" }));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var (_, account) = await app.HasAccountAsync(died);
        await app.HasAccountAsync(lives);
        string[] details = [$"/accounts/{account}", await AskedAsync(teller, died), await PlannedAsync(teller, died)];
        await AskedAsync(teller, lives);
        await PlannedAsync(teller, lives);
        await app.HasChangedAsync<Customer>(died, c => c.HasDied(new(2026, 1, 5), new(2026, 1, 6)));

        foreach (var address in new[] { "/accounts", "/cases?show=Open", "/cases/waiting", "/tasks", "/tasks/board", "/tasks/calendar?view=Day" })
        {
            var page = await teller.OpenAsync(address);
            var named = page.Html.QuerySelectorAll("main .tone").Where(t => t.TextContent == "Deceased").Select(t => t.ParentElement!.TextContent).ToList();
            Assert.True(named is [var only] && only.Contains("陆静安", StringComparison.Ordinal), $"{address}: {string.Join(" | ", named)}");
            Assert.Contains("张伟", page.Text("main"), StringComparison.Ordinal);
        }

        foreach (var address in details)
        {
            Assert.Single((await teller.OpenAsync(address)).Html.QuerySelectorAll("main .tone"), t => t.TextContent == "Deceased");
        }
    }

    private static async Task<string> AskedAsync(TestBrowser teller, Guid customer)
    {
        var page = await teller.SubmitAsync(await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", "Fees"), ("Input.Text", "Too high"));
        return page.Address.PathAndQuery;
    }

    private static async Task<string> PlannedAsync(TestBrowser teller, Guid customer)
    {
        var page = await teller.SubmitAsync(await teller.OpenAsync($"/customers/{customer}"), "form[action='/tasks/new']", ("Subject", "Call today"));
        return (await teller.OpenAsync("/tasks")).Html.QuerySelectorAll("main tbody tr").First(r => r.TextContent.Contains(page.Text("h1"), StringComparison.Ordinal)).QuerySelector("a[href^='/tasks/']")!.GetAttribute("href")!;
    }
}
