using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Counter.Tickets;

[Collection(Journeys.Name)]
public sealed class QueueJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_ticket_is_handed_out_called_by_one_key_served_and_shown_on_the_wall_without_a_name()
    {
        var customer = await App.HasCustomerAsync("teller.south", new() { Name = "贺思琪" });
        var (desk, wall) = (await DeskAsync(), await DeskAsync(language: Chinese));
        await desk.SignInAsync("manager.south");
        await desk.OpenAsync("/counter/screen");
        await desk.ScanAsync();
        await desk.ClickAsync("Make an address for the screen");
        await wall.OpenAsync(await desk.Page.Locator("[data-address]").InputValueAsync());

        await desk.OpenAsync($"/counter/tickets/new?customerId={customer}");
        await desk.IsAtAsync("New ticket");
        await desk.Field("VIP service").CheckAsync();
        await desk.ScanAsync();
        await desk.ClickAsync("Hand out a ticket");
        var label = (await desk.Page.Locator(".ticket-number").TextContentAsync())!.Trim();

        await desk.OpenAsync("/counter");
        await desk.Field("Window number").FillAsync("9");
        await desk.ClickAsync("Open the window");
        await desk.ShowsAsync("The window is open.");
        var called = "";
        for (var others = 0; called != label && others < 20; others++) // some wait longer than the head start
        {
            if (called.Length > 0)
            {
                await desk.ClickAsync("They did not come");
                await desk.ShowsAsync("Nobody is at your window.");
            }

            await desk.Page.WaitForLoadStateAsync(LoadState.Load); // the key is heard once the page is there
            await desk.PressAsync("c");
            called = (await desk.Page.Locator(".desk-ticket strong").TextContentAsync())!;
        }

        Assert.Equal(label, called);
        await desk.ShowsAsync("贺思琪");
        await desk.ScanAsync();
        await wall.ShowsAsync(label);
        await wall.ShowsNotAsync("贺思琪");
        await wall.ScanAsync();
        await desk.ClickAsync("Begin to serve");
        await desk.ClickAsync("The customer goes");
        await desk.ClickAsync("All done");
        await desk.ShowsAsync("Nobody is at your window.");
        await desk.OpenAsync("/counter/figures");
        await desk.ScanAsync();
    }
}
