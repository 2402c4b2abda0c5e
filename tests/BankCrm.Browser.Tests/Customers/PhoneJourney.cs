using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class PhoneJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_customer_is_found_and_read_on_a_telephone()
    {
        await App.HasCustomerAsync("rm2.north", Somebody.Called("Margaret O'Neill", "310101197504220039"));
        var desk = await DeskAsync(Chinese, width: 390);
        await desk.SignInAsync("rm2.north");

        await desk.Page.Locator("[data-search-box]").TapAsync();
        await desk.TypeAsync("oneill");
        await desk.Page.GetByRole(AriaRole.Option).TapAsync();
        await desk.IsAtAsync("Margaret O'Neill");
        await desk.PictureAsync("telephone-zh");
        await Expect(desk.Page.Locator("html")).ToHaveJSPropertyAsync("scrollWidth", 390); // nothing hangs over the edge

        await desk.Button("菜单").TapAsync();
        await desk.ScanAsync();
        await desk.Page.Locator("#side").GetByRole(AriaRole.Link, new() { Name = "客户", Exact = true }).TapAsync();
        await desk.IsAtAsync("客户");
    }
}
