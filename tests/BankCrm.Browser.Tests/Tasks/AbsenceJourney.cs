using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Tasks;

[Collection(Journeys.Name)]
public sealed class AbsenceJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task Who_will_be_away_names_a_deputy_who_reads_of_it_and_it_is_cancelled_by_keyboard()
    {
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.south");
        await desk.OpenAsync("/tasks/absences");
        await desk.IsAtAsync("Absences");
        await desk.Field("First day").FillAsync("2031-03-10"); // no journey of another day is in its way
        await desk.Field("Last day").FillAsync("2031-03-03");
        await desk.Field("Deputy").SelectOptionAsync(new SelectOptionValue { Label = "林晓燕" });
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("The last day comes before the first.");
        await desk.ScanAsync();
        await desk.Field("Last day").FillAsync("2031-03-14");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("10 Mar 2031");
        await desk.ShowsAsync("14 Mar 2031");
        await desk.ScanAsync();

        var deputy = await DeskAsync(language: Chinese);
        await deputy.SignInAsync("rm.south");
        await deputy.OpenAsync("/notices");
        await deputy.IsAtAsync("提醒");
        await deputy.ShowsAsync("您是同事的代理人");

        await desk.TabToAsync(desk.Button("Cancel it : Sam Ortiz"));
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.ShowsNotAsync("10 Mar 2031");
        await desk.ScanAsync();
    }
}
