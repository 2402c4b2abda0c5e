using System.Text;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.DataQuality;

[Collection(Journeys.Name)]
public sealed class ImportJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_list_is_read_checked_taken_in_and_taken_back()
    {
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.OpenAsync("/customers/import");
        await manager.IsAtAsync("Import");
        await manager.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "fair.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("客户号,姓名,手机号,性别\nJ1,钱多多,13821000071,女\nJ2,孙少少,13821000072,男\nJ3,李错,123,男\n"),
        });
        await manager.ClickAsync("Upload");
        await manager.IsAtAsync("fair.csv");
        await manager.ShowsAsync("钱多多");
        await manager.ClickAsync("Apply and show the rows");
        await manager.ClickAsync("Check the file");
        await manager.ShowsAsync("What would happen");

        await manager.ConfirmAsync("Import 2 customers");
        await manager.ShowsAsync("What happened");
        await manager.ShowsAsync("2 customers");
        await manager.IsAtAsync("fair.csv");
        await manager.ClickAsync("2 customers");
        await manager.IsAtAsync("Imported customers");
        await manager.ClickAsync("钱多多");
        await manager.IsAtAsync("钱多多");
        await manager.Page.GoBackAsync();
        await manager.Page.GoBackAsync();

        await manager.ConfirmAsync("Undo the import");
        await manager.ShowsAsync("Left, because changed since"); // stands there at the end only
        await manager.IsAtAsync("fair.csv");
        await manager.OpenAsync("/search?q=J1%20钱多多");
        await manager.ShowsNotAsync("138****0071");
    }
}
