namespace BankCrm.Browser.Tests.Tasks;

[Collection(Journeys.Name)]
public sealed class FollowUpJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_promise_is_planned_in_one_line_and_completed_with_the_next_step_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "贺思琪" });
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");

        await desk.OpenAsync($"/customers/{customer}");
        await desk.IsAtAsync("贺思琪");
        await desk.Field("What is to be done, and by when").FillAsync("Call about the deposit tomorrow 3pm");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.IsAtAsync("Call about the deposit");
        await desk.ShowsAsync("The follow-up is planned.");

        await desk.Page.Keyboard.PressAsync("g");
        await desk.Page.Keyboard.PressAsync("t");
        await desk.IsAtAsync("Follow-ups");
        await desk.Page.Keyboard.PressAsync("j");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.IsAtAsync("Call about the deposit");

        await desk.Field("What was said or done").FillAsync("She brings the contract");
        await desk.Field("Next step").FillAsync("Collect the contract");
        await desk.Field("Next step by when").FillAsync("some day");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("Not understood.");
        await desk.Field("Next step by when").FillAsync("next Monday");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.IsAtAsync("Follow-ups");
        await desk.ShowsAsync("Completed. The next step is planned.");
        await desk.ShowsAsync("Collect the contract");
    }
}
