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
    private static readonly DateOnly First = TestAccounts.First;

    [Fact]
    public async Task The_list_shows_the_branch_s_accounts_masked_and_finds_one_by_its_whole_number()
    {
        var branch = app.NewBranch();
        var (number, _) = await app.HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "林晓燕" }));
        await app.HasAccountAsync(await app.NewBranch().HasCustomerAsync(new() { Name = "赵六" }));
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
        var (number, id) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        await app.TakeAsync([.. Enumerable.Range(1, 120).Select(i => new ToldTransaction(number, $"R{i:000}", First.AddDays(i / 10), i, "CNY", TransactionKind.Transfer))]);
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
        var (number, id) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        await app.TakeAsync(
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
        var (number, _) = await app.HasAccountAsync(customer);
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
        var (_, id) = await app.HasAccountAsync(customer);

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
        var (_, others) = await app.HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "别人的客户" }));
        var (_, own) = await app.HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "自己的客户", OwnerId = manager.Id }));
        var browser = await app.SignedInAsAsync(manager);

        var list = (await browser.OpenAsync("/accounts")).Text("main");
        Assert.Contains("自己的客户", list);
        Assert.DoesNotContain("别人的客户", list);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/accounts/{own}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/accounts/{others}")).Status);
    }

    [Fact]
    public async Task The_purpose_of_a_movement_is_corrected_on_its_form_and_taken_back()
    {
        var branch = app.NewBranch();
        var (number, id) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        await app.TakeAsync([new(number, "A/1 #2", First, -50m, "CNY", TransactionKind.CardPayment) { Text = "超市购物" }]);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.CorrectCategory));
        var link = (await teller.OpenAsync($"/accounts/{id}")).Html.QuerySelector("tr.movement a[data-dialog]")!.GetAttribute("href")!;

        var form = await teller.OpenAsync(link);
        Assert.Equal("Shopping", form.ValueOf("Category"));
        Assert.Contains("That is the purpose it has already.", (await teller.SubmitAsync(form)).Refusal);
        var corrected = await teller.SubmitAsync(form, ("Category", TransactionCategory.Food));

        Assert.EndsWith($"/accounts/{id}", corrected.Address.AbsolutePath);
        Assert.Contains("Food and drink", corrected.Text("tr.movement"));
        Assert.Contains("corrected", corrected.Text("tr.movement"));
        Assert.Equal(HttpStatusCode.Conflict, (await teller.SubmitAsync(form, ("Category", TransactionCategory.Rent))).Status); // it was looked at before the correction
        var back = await teller.SubmitAsync(await teller.OpenAsync(link), "main form[action*=TakeBack]");
        Assert.Contains("Shopping", back.Text("tr.movement"));
        Assert.DoesNotContain("corrected", back.Text("tr.movement"));
        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync($"/accounts/{id}/category?on=2026-03-02&ref=none")).Status);
    }

    [Fact]
    public async Task What_the_money_was_for_stands_there_by_purpose_and_leads_to_its_movements()
    {
        var branch = app.NewBranch();
        var (number, id) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        await app.TakeAsync(
        [
            new(number, "A", First, -50m, "CNY", TransactionKind.CardPayment) { Text = "超市购物" },
            new(number, "B", First, -30m, "CNY", TransactionKind.CardPayment) { Text = "超市购物" },
            new(number, "C", First, 8500m, "CNY", TransactionKind.Transfer) { Text = "工资" },
        ]);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read));

        var page = await teller.OpenAsync($"/accounts/{id}?From={First:yyyy-MM-dd}&To={First:yyyy-MM-dd}");

        var sums = page.Html.QuerySelectorAll("section.card").Single(c => c.TextContent.Contains("Money in and out by purpose"));
        Assert.Equal(["Salary", "Shopping"], sums.QuerySelectorAll("tbody a").Select(a => a.TextContent));
        var shopping = await teller.OpenAsync(sums.QuerySelectorAll("tbody a")[1].GetAttribute("href")!);
        Assert.Equal(2, shopping.Html.QuerySelectorAll("tr.movement").Length);
        Assert.Null(page.Html.QuerySelector("tr.movement a[data-dialog]")); // whoever may not correct sees no link
    }

    [Fact]
    public async Task A_statement_comes_as_a_table_that_no_spreadsheet_runs_and_as_pages()
    {
        var branch = app.NewBranch();
        var (number, id) = await app.HasAccountAsync(await branch.HasCustomerAsync(new() { Name = "林晓燕" }));
        await app.TakeAsync([new(number, "A", First, -50m, "CNY", TransactionKind.CardPayment) { Counterparty = "=cmd|calc", Text = "永辉, \"超市\"" }]);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.MakeStatement));
        (string, object)[] days = [("From", "2026-03-01"), ("To", "2026-03-31")];

        var table = await PostAsync(teller, $"/accounts/{id}/statement?handler=Csv", days);
        var lines = System.Text.Encoding.UTF8.GetString(table)[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, table[..3]);
        Assert.Equal(4, lines.Length);
        Assert.EndsWith(",Opening balance,,,,1000.00", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(""""
            ,'=cmd|calc,,"永辉, ""超市""",A,,50.00,950.00
            """", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",Closing balance,,,,950.00", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain(number, string.Concat(lines), StringComparison.Ordinal);

        var pages = await PostAsync(teller, $"/accounts/{id}/statement?handler=Pdf", days);
        Assert.StartsWith("%PDF-1.7", System.Text.Encoding.Latin1.GetString(pages), StringComparison.Ordinal);
        Assert.Contains("UniGB-UTF16-H", System.Text.Encoding.Latin1.GetString(pages), StringComparison.Ordinal);
        Assert.Equal(2, await app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.StatementMade && e.ObjectId == id)));
    }

    [Fact]
    public async Task A_statement_that_is_refused_says_why_and_keeps_the_days()
    {
        var branch = app.NewBranch();
        var (_, id) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.MakeStatement));

        var again = await teller.SubmitAsync(await teller.OpenAsync($"/accounts/{id}/statement?handler=Csv"), ("From", "2026-03-31"), ("To", "2026-03-01"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("The last day is before the first.", again.Refusal);
        Assert.Equal("2026-03-31", again.ValueOf("From"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read))).OpenAsync($"/accounts/{id}/statement")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await (await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AccountPermissions.Read, AccountPermissions.MakeStatement))).OpenAsync($"/accounts/{id}/statement")).Status);
    }

    // A file is bytes: what a browser makes of it as a page would not do.
    private static async Task<byte[]> PostAsync(TestBrowser browser, string address, (string Field, object Value)[] fields)
    {
        var form = await browser.OpenAsync(address);
        var values = form.Html.QuerySelectorAll("main form input[type=hidden]").Select(i => new KeyValuePair<string, string>(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
            .Concat(fields.Select(f => new KeyValuePair<string, string>($"Input.{f.Field}", f.Value.ToString()!)));
        var answer = await browser.Http.PostAsync(address, new FormUrlEncodedContent(values));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
