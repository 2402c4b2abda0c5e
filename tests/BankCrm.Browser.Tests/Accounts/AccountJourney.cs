using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Browser.Tests.Accounts;

[Collection(Journeys.Name)]
public sealed class AccountJourney(BrowserApp app) : Journey(app)
{
    private const string Number = "6217000000990001";

    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_movement_is_found_corrected_and_stated()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "Marianne Dashwood", Mobile = "13821000061" });
        await HasAccountAsync(customer);
        var teller = await DeskAsync();
        await teller.SignInAsync("teller.north");
        await teller.OpenAsync($"/customers/{customer}");
        await teller.IsAtAsync("Marianne Dashwood");
        await teller.ShowsAsync("Recent movements");

        await teller.OpenAsync("/accounts");
        await teller.IsAtAsync("Accounts");
        await teller.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "621700******0001" }).First.ClickAsync();
        await teller.ShowsAsync("Money in and out by purpose");
        await teller.ScanAsync();

        await teller.Field("Words in the text").FillAsync("market");
        await teller.ClickAsync("Apply");
        await teller.ShowsAsync("Green market");
        await teller.ShowsNotAsync("Employer Ltd");

        await teller.Page.Locator("tr.movement a[data-dialog]").First.ClickAsync();
        await teller.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByLabel("Purpose").SelectOptionAsync("Food");
        await teller.ScanAsync();
        await teller.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await teller.ShowsAsync("The purpose is corrected.");
        await teller.ShowsAsync("corrected");

        await teller.ClickAsync("Statement of the account");
        await teller.IsAtAsync("Statement of the account");
        await teller.Page.Locator("#Input_From").FillAsync($"{Today.AddDays(-30):yyyy-MM-dd}");
        await teller.Page.Locator("#Input_To").FillAsync($"{Today:yyyy-MM-dd}");
        var file = await teller.Page.RunAndWaitForDownloadAsync(() => teller.ClickAsync("As PDF"));
        Assert.EndsWith(".pdf", file.SuggestedFilename, StringComparison.Ordinal);
        await teller.ShowsAsync("The file is on its way to your downloads.");
    }

    private async Task HasAccountAsync(Guid customer)
    {
        await using var scope = App.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var owner = await db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync();
        var intake = scope.ServiceProvider.GetRequiredService<IAccountIntake>();
        await intake.TakeAccountsAsync(
            "CORE",
            [new(Number, AccountKind.Savings, "CNY", AccountStatus.Open, 1, TimeProvider.System.GetUtcNow(), [new(HolderRole.Owner, owner, null)])],
            CancellationToken.None);
        await intake.TakeTransactionsAsync(
            "CORE",
            [
                new(Number, "A", Today.AddDays(-9), 8_500m, "CNY", TransactionKind.Transfer) { Counterparty = "Employer Ltd", Text = "salary" },
                new(Number, "B", Today.AddDays(-2), -62.4m, "CNY", TransactionKind.CardPayment) { Counterparty = "Green market", Text = "supermarket" },
            ],
            CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
