using BankCrm.Application.Customers.Registration;

namespace BankCrm.Browser.Tests.DataQuality;

[Collection(Journeys.Name)]
public sealed class MergeJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task One_proposes_another_approves_and_it_can_be_undone()
    {
        var charlotte = new CustomerDraft { Name = "Charlotte Lucas", Mobile = "13821000041", Occupation = "Teacher" };
        var kept = await App.HasCustomerAsync("teller.north", charlotte);
        var gone = await App.HasCustomerAsync("teller.north", charlotte with { Id = Guid.CreateVersion7(), Name = "Lucas, Charlotte", Mobile = "13821000042" });
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.OpenAsync($"/customers/{kept}/merge?with={gone}");
        await manager.IsAtAsync("Merge two records");
        await manager.Field("Reason").FillAsync("Registered twice at the counter");
        await manager.ClickAsync("Propose the merge");
        await manager.ShowsAsync("Waiting for a colleague");
        await manager.ScanAsync();

        var compliance = await DeskAsync();
        await compliance.SignInAsync("compliance");
        await compliance.OpenAsync(manager.Page.Url);
        await compliance.ConfirmAsync("Approve: merge them now");
        await compliance.ShowItIsMeAsync();
        await compliance.ShowsAsync("What was merged");
        await compliance.ScanAsync();
        await manager.OpenAsync($"/customers/{gone}");
        await manager.IsAtAsync("Charlotte Lucas"); // the old address leads to the record that goes on

        await compliance.Field("Reason").FillAsync("Two people after all");
        await compliance.ConfirmAsync("Undo the merge");
        await compliance.ShowsAsync("Undone by");
        await manager.OpenAsync($"/customers/{gone}");
        await manager.IsAtAsync("Lucas, Charlotte");
    }
}
