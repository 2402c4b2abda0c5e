using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class RegisterJourney(BrowserApp app) : Journey(app)
{
    private const string Document = "440305198309176220";

    [Fact]
    public async Task A_newcomer_is_registered_once_and_nobody_twice()
    {
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");

        await desk.PressAsync("n", "c");
        await desk.IsAtAsync("New customer");
        await desk.TypeAsync(Document);
        await desk.PressAsync("Tab");
        await desk.ShowsAsync("born on 17 Sep 1983, Female");
        await Expect(desk.Field("Number of the document")).ToHaveValueAsync("440305 19830917 6220");
        await desk.Field("Name").FillAsync("诸葛明月");
        await desk.Field("Mobile").FillAsync("13700001111");
        await desk.ScanAsync();
        await desk.Button("Register").DblClickAsync();
        await desk.IsAtAsync("诸葛明月");
        Assert.Equal(1, await App.ReadAsync(db => db.Customers.CountAsync(c => c.Name == "诸葛明月")));

        await desk.OpenAsync("/customers/new");
        await desk.TypeAsync(Document);
        await desk.PressAsync("Tab");
        await desk.ShowsAsync("The bank knows this customer already.");
        await desk.Field("Name").FillAsync("诸葛明月");
        await desk.ClickAsync("Register");
        await desk.ShowsAsync("A customer of the bank has this document already.");
        await desk.ScanAsync();
    }
}
