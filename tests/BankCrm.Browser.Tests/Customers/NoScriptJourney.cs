namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class NoScriptJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task Everything_can_be_done_without_script()
    {
        await App.HasCustomerAsync("teller.north", new() { Name = "夏侯子轩", Mobile = "13500003333" });
        var desk = await DeskAsync(hasScript: false);
        await desk.SignInAsync("teller.north");

        await desk.Page.Locator("[data-search-box]").FillAsync("xiahou");
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Search");
        await desk.ClickAsync("夏侯子轩");
        await desk.IsAtAsync("夏侯子轩");

        await desk.ClickAsync("Reveal: Mobile");
        await desk.IsAtAsync("Reveal: Contact");
        await desk.Field("Reason").SelectOptionAsync("CustomerIsHere");
        await desk.ClickAsync("Show for a minute");
        await desk.ShowsAsync("13500003333");
        await desk.ClickAsync("Back to the customer");
        await desk.IsAtAsync("夏侯子轩");

        await desk.ClickAsync("Edit");
        await desk.IsAtAsync("Change particulars");
        await desk.Field("Occupation").FillAsync("Goldsmith");
        await desk.ClickAsync("Save");
        await desk.IsAtAsync("夏侯子轩");
        await desk.ShowsAsync("Goldsmith");
    }
}
