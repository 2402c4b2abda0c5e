using BankCrm.Application.Customers.Registration;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class RelationJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task Who_is_related_to_whom_stands_on_both_records()
    {
        var mother = await App.HasCustomerAsync("teller.north", new() { Name = "Fanny Dashwood", Mobile = "13821000051" });
        await App.HasCustomerAsync("teller.north", new CustomerDraft { Name = "Harry Dashwood", Mobile = "13821000052" });
        var teller = await DeskAsync();
        await teller.SignInAsync("teller.north");
        await teller.OpenAsync($"/customers/{mother}/relations");
        await teller.IsAtAsync("Relations");
        await teller.ClickAsync("New relation");
        await teller.IsAtAsync("New relation");
        await teller.TypeAsync("Harry Dashwood");
        await teller.PressAsync("Enter");
        await teller.ClickAsync("Harry Dashwood");
        await teller.Page.Locator("select[name='Input.Role']").SelectOptionAsync("Child");
        await teller.ClickAsync("Save");

        await teller.IsAtAsync("Relations");
        await teller.ShowsAsync("Harry Dashwood");
        await teller.Page.Locator("table").GetByText("Harry Dashwood").ClickAsync();
        await teller.IsAtAsync("Harry Dashwood");
        await teller.ShowsAsync("Fanny Dashwood");
    }
}
