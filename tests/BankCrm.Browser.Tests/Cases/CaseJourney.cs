namespace BankCrm.Browser.Tests.Cases;

[Collection(Journeys.Name)]
public sealed class CaseJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_complaint_is_taken_in_answered_and_settled_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "贺雨欣" });
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");

        await desk.OpenAsync($"/customers/{customer}");
        await desk.IsAtAsync("贺雨欣");
        await desk.Page.Keyboard.PressAsync("n");
        await desk.Page.Keyboard.PressAsync("k");
        await desk.IsAtAsync("New case");
        await desk.Field("Kind").SelectOptionAsync("Complaint");
        await desk.Field("Subject").FillAsync("Charged twice at the market");
        await desk.Field("What the customer says").FillAsync("Twice 88 yuan on Monday");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.IsAtAsync("Charged twice at the market");
        await desk.ShowsAsync("The case is taken in.");

        await desk.Field("Text").FillAsync("We are looking into it");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("The answer is written down.");
        await desk.ShowsAsync("We are looking into it");

        await desk.Field("What was done and put right").FillAsync("Paid back");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("Say what the complaint came from.");
        await desk.OpenAsync("/cases?view=Open");
        await desk.IsAtAsync("Cases and complaints");
        await desk.ShowsAsync("Charged twice at the market");
    }
}
