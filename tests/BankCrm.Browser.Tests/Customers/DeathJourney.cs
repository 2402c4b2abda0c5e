namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class DeathJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_death_is_reported_by_one_and_confirmed_by_another_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "陆静安" });
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");
        await desk.OpenAsync($"/customers/{customer}");
        await desk.IsAtAsync("陆静安");
        await desk.TabToAsync(desk.Link("Report a death"), atMost: 200);
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Death of the customer");
        await desk.Field("Date of death").FillAsync("2026-11-02");
        await desk.Field("How it is known").SelectOptionAsync("Certificate");
        await desk.PressAsync("Control+Enter");
        await desk.ShowsAsync("It is reported. A colleague confirms it.");
        await desk.ScanAsync();

        var office = await DeskAsync();
        await office.SignInAsync("manager.north");
        await office.OpenAsync("/customers/deaths");
        await office.IsAtAsync("Reported deaths");
        await office.TabToAsync(office.Link("陆静安"));
        await office.PressAsync("Enter");
        await office.IsAtAsync("Death of the customer");
        await office.TabToAsync(office.Button("Confirm it"));
        await office.PressAsync("Enter");
        await office.ShowsAsync("It is confirmed.");
        await office.OpenAsync($"/customers/{customer}");
        await office.IsAtAsync("陆静安");
        await office.ShowsAsync("Deceased");
    }
}
