using BankCrm.Domain.Customers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class BulkJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_view_is_saved_all_that_match_are_given_to_a_colleague_and_it_is_taken_back()
    {
        foreach (var name in new[] { "端木晴", "端木雨", "端木雪" })
        {
            await App.HasCustomerAsync("teller.north", new() { Name = name, Tags = ["lantern"], Tier = CustomerTier.Affluent });
        }

        var desk = await DeskAsync();
        await desk.SignInAsync("manager.north");
        await desk.PressAsync("g", "c");
        await desk.IsAtAsync("Customers");
        await desk.Field("Tag").FillAsync("lantern");
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator(".chip")).ToHaveTextAsync(["Tag: lantern"]);
        await Expect(desk.Page.Locator("tbody tr")).ToHaveCountAsync(3);

        await desk.Page.Locator("summary", new() { HasText = "Views" }).ClickAsync();
        await desk.ClickAsync("Save this view");
        await desk.IsAtAsync("Save this view");
        await desk.Field("Name of the view").FillAsync("Lantern feast");
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Customers");
        await Expect(desk.Page.Locator(".view-name")).ToHaveTextAsync("Lantern feast");

        await desk.PressAsync("j", "x");
        await Expect(desk.Page.Locator("[data-ticked]")).ToHaveTextAsync("1 ticked");
        await desk.ClickAsync("Select all that match");
        await desk.IsAtAsync("3 customers selected");
        await desk.ClickAsync("Change them");
        await desk.IsAtAsync("Change 3 customers");
        await desk.Field("New owner").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await desk.ClickAsync("Show what will happen");
        await desk.ShowsAsync("looks after them.");
        await desk.IsAtAsync("Change 3 customers");
        await desk.ClickAsync("Change 3 customers");
        await Expect(desk.Button("Undo")).ToBeVisibleAsync();
        await desk.IsAtAsync("Change of 3 customers");

        await desk.ClickAsync("Undo");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Heading, new() { Name = "Taken back" })).ToBeVisibleAsync();
        await desk.ShowsAsync("Put back");
        await desk.IsAtAsync("Change of 3 customers");
    }

    [Fact]
    public async Task A_value_is_changed_in_its_place_by_keyboard_alone()
    {
        await App.HasCustomerAsync("teller.north", new() { Name = "澹台明", Tags = ["in-its-place"] });
        var desk = await DeskAsync();
        await desk.SignInAsync("manager.north");
        await desk.OpenAsync("/customers?tag=in-its-place");
        await desk.IsAtAsync("Customers");

        var tier = desk.Page.GetByRole(AriaRole.Combobox, new() { Name = "Tier of 澹台明" }); // the button that brings it is called much the same
        await desk.PressAsync("j", "e");
        await Expect(tier).ToBeFocusedAsync();
        await desk.ScanAsync();
        await desk.PressAsync("Escape");
        await Expect(desk.Page.Locator(".cell-form")).ToHaveCountAsync(0);
        await desk.PressAsync("Enter");
        await Expect(tier).ToBeFocusedAsync();
        await tier.SelectOptionAsync("Vip");
        await desk.PressAsync("Tab", "Enter");
        await Expect(desk.Page.Locator("tbody .tone")).ToHaveTextAsync("VIP");
        await desk.ScanAsync();
    }
}
