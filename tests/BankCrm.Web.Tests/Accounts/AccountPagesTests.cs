using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Web.Tests.Accounts;

public sealed class AccountPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly DateOnly First = new(2026, 3, 2);
    private static int accounts;

    [Fact]
    public async Task The_list_shows_the_branch_s_accounts_masked_and_finds_one_by_its_whole_number()
    {
        var branch = app.NewBranch();
        var (number, _) = await HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "林晓燕" }));
        await HasAccountAsync(await app.NewBranch().HasCustomerAsync(new() { Name = "赵六" }));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, CustomerPermissions.Read));

        var list = await teller.OpenAsync("/accounts");

        Assert.Contains("林晓燕", list.Text("main"));
        Assert.DoesNotContain("赵六", list.Text("main"));
        Assert.DoesNotContain(number, list.Html.DocumentElement.OuterHtml);
        Assert.Contains(number[^4..], list.Text("main"));
        Assert.Contains("林晓燕", (await teller.OpenAsync($"/accounts?Number={number[..4]}%20{number[4..]}")).Text("main"));
        Assert.Contains("No account matches.", (await teller.OpenAsync("/accounts?Number=621799999999999")).Text("main"));
        Assert.Contains("No account matches.", (await teller.OpenAsync("/accounts?Kind=Loan")).Text("main"));
    }

    [Fact]
    public async Task An_account_shows_its_movements_with_running_balances_page_after_page()
    {
        var branch = app.NewBranch();
        var (number, id) = await HasAccountAsync(await branch.HasCustomerAsync());
        await TakeAsync([.. Enumerable.Range(1, 120).Select(i => new ToldTransaction(number, $"R{i:000}", First.AddDays(i / 10), i, "CNY", TransactionKind.Transfer))]);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read));

        var page = await teller.OpenAsync($"/accounts/{id}");
        var amounts = new List<decimal>();
        var balances = new List<decimal>();
        while (true)
        {
            foreach (var row in page.Html.QuerySelectorAll("main table.sticky tbody tr"))
            {
                var cells = row.QuerySelectorAll("td.num").Select(c => decimal.Parse(c.TextContent.Trim('+', '¥', ' ', '\n'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
                amounts.Add(cells[0]);
                balances.Add(cells[1]);
            }

            if (page.Html.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next)
            {
                break;
            }

            page = await teller.OpenAsync(next);
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(i => (decimal)i), amounts);
        Assert.Equal(1000 + (120 * 121 / 2), balances[0]); // with the thousand it was opened with
        Assert.Equal(balances.Skip(1), balances.Zip(amounts, (b, a) => b - a).SkipLast(1));
    }

    [Fact]
    public async Task Movements_are_found_by_amount_day_direction_and_words()
    {
        var branch = app.NewBranch();
        var (number, id) = await HasAccountAsync(await branch.HasCustomerAsync());
        await TakeAsync(
        [
            new(number, "A", First, -50m, "CNY", TransactionKind.CardPayment) { Counterparty = "永辉超市", Text = "超市购物" },
            new(number, "B", First.AddDays(1), 8500m, "CNY", TransactionKind.Transfer) { Counterparty = "代发工资", Text = "工资" },
            new(number, "C", First.AddDays(2), -1200m, "CNY", TransactionKind.Cash) { Text = "ATM <b>cash</b>" },
        ]);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read));

        Assert.Equal(["代发工资"], await FoundAsync("Direction=In"));
        Assert.Equal(["永辉超市"], await FoundAsync($"Words={Uri.EscapeDataString("超市")}"));
        Assert.Equal(["Cash"], await FoundAsync("Words=CASH"));
        Assert.Equal(["Cash", "代发工资"], await FoundAsync("Least=1000"));
        Assert.Equal(["永辉超市"], await FoundAsync("Most=50"));
        Assert.Equal(["永辉超市"], await FoundAsync($"To={First:yyyy-MM-dd}"));
        Assert.Equal(["Cash"], await FoundAsync("Category=Cash"));
        Assert.Contains("No movement matches.", (await teller.OpenAsync($"/accounts/{id}?Kind=Fee")).Text("main"));
        Assert.Empty((await teller.OpenAsync($"/accounts/{id}")).Html.QuerySelectorAll("main td b")); // markup of a text is text

        async Task<IEnumerable<string>> FoundAsync(string query) => (await teller.OpenAsync($"/accounts/{id}?{query}"))
            .Html.QuerySelectorAll("main table.sticky tbody tr").Select(row => row.QuerySelectorAll("td")[1].FirstChild!.TextContent.Trim());
    }

    [Fact]
    public async Task Whoever_holds_an_account_is_found_by_its_number_in_the_one_box()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (number, _) = await HasAccountAsync(customer);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        Assert.EndsWith($"/customers/{customer}", (await teller.OpenAsync($"/search?q={number[..4]}+{number[4..]}")).Address.AbsolutePath);
        Assert.EndsWith("/search", (await stranger.OpenAsync($"/search?q={number}")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Another_branch_s_account_is_not_found_and_looking_is_on_record()
    {
        var (north, south) = (app.NewBranch(), app.NewBranch());
        var customer = await north.HasCustomerAsync();
        var (_, id) = await HasAccountAsync(customer);

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsAsync(await south.HasStaffAsync(AccountPermissions.Read))).OpenAsync($"/accounts/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await north.HasStaffAsync(CustomerPermissions.Read))).OpenAsync($"/accounts/{id}")).Status);

        await (await app.SignedInAsAsync(await north.HasStaffAsync(AccountPermissions.Read))).OpenAsync($"/accounts/{id}");
        Assert.Equal(1, await app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.AccountViewed && e.ObjectId == id && e.CustomerRef == customer)));
    }

    [Fact]
    public async Task A_relationship_manager_sees_the_accounts_of_their_own_customers_only()
    {
        var branch = app.NewBranch();
        var manager = await branch.HasStaffAsync(AccountPermissions.ReadOwn);
        var (_, others) = await HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "别人的客户" }));
        var (_, own) = await HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "自己的客户", OwnerId = manager.Id }));
        var browser = await app.SignedInAsAsync(manager);

        var list = (await browser.OpenAsync("/accounts")).Text("main");
        Assert.Contains("自己的客户", list);
        Assert.DoesNotContain("别人的客户", list);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/accounts/{own}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/accounts/{others}")).Status);
    }

    private async Task<(string Number, Guid Id)> HasAccountAsync(Guid customer)
    {
        var number = $"6217{Interlocked.Increment(ref accounts):000000000000}";
        var owner = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        await AsCoreAsync(intake => intake.TakeAccountsAsync(
            "CORE",
            [
                new(number, AccountKind.Savings, "CNY", AccountStatus.Open, 1, new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)), [new(HolderRole.Owner, owner, null)])
                {
                    Balance = 1000m,
                    BalanceOn = First.AddDays(-1),
                },
            ],
            CancellationToken.None));
        return (number, await app.ReadAsync(db => db.AccountHolders.Where(h => h.CustomerId == customer).Select(h => h.AccountId).SingleAsync()));
    }

    private Task TakeAsync(ToldTransaction[] transactions) =>
        AsCoreAsync(intake => intake.TakeTransactionsAsync("CORE", transactions, CancellationToken.None));

    private async Task AsCoreAsync(Func<IAccountIntake, Task<IReadOnlyList<IntakeOutcome>>> take)
    {
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        Assert.All(await take(scope.ServiceProvider.GetRequiredService<IAccountIntake>()), o => Assert.Equal(IntakeResult.New, o.Result));
    }
}
