using System.Diagnostics;

namespace BankCrm.Browser.Tests.Admin;

[Collection(Journeys.Name)]
public sealed class RolesJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_role_that_is_taken_away_is_felt_at_once()
    {
        var counter = await DeskAsync();
        await counter.SignInAsync("teller.south");
        await counter.PressAsync("g", "c");
        await counter.IsAtAsync("Customers");

        var office = await DeskAsync(Chinese);
        await office.SignInAsync("admin");
        await office.PressAsync("g", "u");
        await office.IsAtAsync("用户");
        await office.ClickAsync("Sam Ortiz");
        await office.IsAtAsync("Sam Ortiz");
        await ChangeTellerAsync(office, isTeller: false, isAsked: true);
        var taken = Stopwatch.StartNew();

        while (await counter.Page.ReloadAsync() is { Ok: true } && taken.Elapsed < TimeSpan.FromSeconds(5))
        {
            // Every answer until then is one the teller could still have had.
        }

        Assert.InRange(taken.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await counter.IsAtAsync("You may not do this");

        await ChangeTellerAsync(office, isTeller: true, isAsked: false);
        await counter.OpenAsync("/customers");
        await counter.IsAtAsync("Customers");
    }

    private static async Task ChangeTellerAsync(Desk office, bool isTeller, bool isAsked)
    {
        await office.ClickAsync("调整角色");
        await office.IsAtAsync("调整角色");
        await office.Field("柜员").SetCheckedAsync(isTeller);
        await office.ClickAsync("保存");
        if (isAsked)
        {
            await office.ShowItIsMeAsync("确认本人操作");
        }

        await office.IsAtAsync("Sam Ortiz");
    }
}
