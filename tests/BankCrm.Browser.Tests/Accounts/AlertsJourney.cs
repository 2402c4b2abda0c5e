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
public sealed class AlertsJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_large_amount_is_looked_into_and_closed_by_keyboard()
    {
        await HasLargeCashAsync();
        var office = await DeskAsync();
        await office.SignInAsync("compliance");
        await office.OpenAsync("/compliance/alerts");
        await office.ShowItIsMeAsync(); // before anything of it is shown, once for five minutes
        await office.IsAtAsync("Alerts");
        await office.ClickAsync("Large amount of cash");
        await office.IsAtAsync("Large amount of cash");
        await office.ShowsAsync("Not looked at yet");

        await office.ClickAsync("Take in hand");
        await office.ShowsAsync("Being looked at");
        await office.Field("What to do").SelectOptionAsync("Close");
        await office.Field("What was found out, or why").FillAsync("Sold a car, contract seen");
        await office.Page.Keyboard.PressAsync("Control+Enter");
        await office.IsAtAsync("Large amount of cash");
        await office.Field("Closing reason").SelectOptionAsync("Explained");
        await office.ClickAsync("Save");
        await office.IsAtAsync("Alerts");
        await office.ShowsAsync("The alert is closed.");

        await office.OpenAsync("/compliance/alerts/rules");
        await office.IsAtAsync("What is watched");
    }

    private async Task HasLargeCashAsync()
    {
        var (now, customer) = (TimeProvider.System.GetUtcNow(), await App.HasCustomerAsync("teller.north", new() { Name = "黎明宝" }));
        await using var scope = App.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(default);
        var owner = await db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync();
        var intake = scope.ServiceProvider.GetRequiredService<IAccountIntake>();
        await intake.TakeAccountsAsync("CORE", [new("6217009900000001", AccountKind.Savings, "CNY", AccountStatus.Open, 1, now, [new(HolderRole.Owner, owner, null)])], default);
        await intake.TakeTransactionsAsync("CORE", [new("6217009900000001", "R1", Branch.DayAt(now), 60_000m, "CNY", TransactionKind.Cash)], default);
        await transaction.CommitAsync(default);
    }
}
