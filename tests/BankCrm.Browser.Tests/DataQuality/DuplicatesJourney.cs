using BankCrm.Application.Customers.Registration;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.DataQuality;

[Collection(Journeys.Name)]
public sealed class DuplicatesJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task The_bank_is_searched_and_who_came_twice_is_found()
    {
        var emily = new CustomerDraft { Name = "Emily Brontë", BirthDate = new(1983, 11, 2), Email = "emily@example.org", Mobile = "13821000031" };
        await App.HasCustomerAsync("teller.north", emily);
        await App.HasCustomerAsync("teller.north", emily with { Id = Guid.CreateVersion7(), Name = "Bronte, Emily", Mobile = "13821000032" });
        var compliance = await DeskAsync();
        await compliance.SignInAsync("compliance");
        await compliance.PressAsync("g", "d");
        await compliance.IsAtAsync("Registered twice");
        await compliance.ConfirmAsync("Search the bank");
        await Assertions.Expect(compliance.Page.GetByText("Last search")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await compliance.IsAtAsync("Registered twice");

        var pair = compliance.Page.Locator(".pair").Filter(new() { HasText = "Emily" });
        await Assertions.Expect(pair).ToContainTextAsync("name in another order");
        await pair.GetByLabel("How you know that they are two").FillAsync("Aunt and niece");
        await compliance.PressAsync("Enter");
        await Assertions.Expect(compliance.Page.GetByText("Noted: they are two customers.")).ToBeVisibleAsync();
        await Assertions.Expect(pair).ToHaveCountAsync(0);
    }
}
