using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class CounterJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_teller_finds_by_pinyin_without_touching_the_mouse()
    {
        await App.HasCustomerAsync("teller.north", Somebody.Called("欧阳静怡", "320102198807153120"));
        var stranger = await App.HasCustomerAsync("rm.south", new() { Name = "司徒浩然" });
        var desk = await DeskAsync(Chinese, isDark: true);
        await desk.SignInAsync("teller.north");

        await Expect(await desk.SearchAsync("ouyangji")).ToHaveCountAsync(1);
        await desk.ScanAsync();
        await desk.PressAsync("ArrowDown", "Enter");
        await desk.IsAtAsync("欧阳静怡");
        await desk.PictureAsync("customer-dark-zh");
        await desk.ShowsNotAsync(Somebody.Mobile);

        await Expect(await desk.SearchAsync("situhao")).ToHaveCountAsync(0);
        await desk.ShowsAsync("没有找到。");
        await desk.OpenAsync($"/customers/{stranger}");
        await desk.IsAtAsync("页面不存在");
    }

    [Fact]
    public async Task A_value_is_shown_to_who_says_why_and_the_auditor_sees_it()
    {
        await App.HasCustomerAsync("teller.north", Somebody.Called("上官文博", "320106199203094510"));
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");
        await Expect(await desk.SearchAsync("上官")).ToHaveCountAsync(1);
        await desk.PictureAsync("search");
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("上官文博");
        await desk.PictureAsync("customer");

        await desk.ClickAsync("Reveal: Mobile");
        await Expect(desk.Field("Reason")).ToBeFocusedAsync();
        await desk.ScanAsync();
        await desk.Field("Reason").SelectOptionAsync(new SelectOptionValue { Label = "To reach the customer" });
        await desk.Field("In your own words").FillAsync("The card has arrived");
        await desk.ClickAsync("Show for a minute");
        await desk.ShowsAsync(Somebody.Mobile);
        await desk.ScanAsync();

        var office = await DeskAsync();
        await office.SignInAsync("auditor");
        await office.PressAsync("g", "a");
        await office.IsAtAsync("Audit trail");
        await office.PictureAsync("audit-trail");
        await office.Field("What happened").SelectOptionAsync(new SelectOptionValue { Label = "A hidden value was revealed" });
        await office.ShowsAsync("The card has arrived");
        await office.Page.Locator("[data-rows] tbody a").First.ClickAsync();
        await office.IsAtAsync("A hidden value was revealed");
        await office.ShowsAsync("王丽");
        await office.ShowsNotAsync(Somebody.Mobile);
        await office.OpenAsync("/audit/proof");
        await office.IsAtAsync("Verify and export");
        await office.ClickAsync("Verify now");
        await office.ShowsAsync("The audit trail is well");
        await office.ScanAsync();
    }
}
