using BankCrm.Application.Customers.Registration;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.DataQuality;

[Collection(Journeys.Name)]
public sealed class ExportJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_filtered_list_becomes_a_file_that_is_picked_up_once()
    {
        await App.HasCustomerAsync("teller.north", new CustomerDraft { Name = "Greta Export", Tags = ["anniversary"] });
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.OpenAsync("/customers?tag=anniversary");
        await manager.ClickAsync("Export");
        await manager.IsAtAsync("Export customers");
        await manager.ShowsAsync("1 customer");
        await manager.Page.GetByLabel("CSV, for any program").CheckAsync();
        await manager.Field("What is the file for?").FillAsync("Letters for the anniversary");
        await manager.ClickAsync("Export");

        var pickUp = manager.Button("Pick up the file");
        await Assertions.Expect(pickUp).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await manager.ScanAsync();
        var download = await manager.Page.RunAndWaitForDownloadAsync(() => pickUp.ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("Greta Export", file, StringComparison.Ordinal);
        Assert.Contains("1 customers.", file, StringComparison.Ordinal);
        await manager.ShowsAsync("The file is on its way to your downloads.");

        await manager.ClickAsync("Look again");
        await manager.ShowsAsync("Picked up");
        await Assertions.Expect(pickUp).ToHaveCountAsync(0);
        await manager.PressAsync("g", "e");
        await manager.IsAtAsync("Exports");
    }
}
