using System.Globalization;
using Microsoft.Playwright;

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
        await desk.IsAtAsync("Call about the deposit");
        await desk.Field("Next step by when").FillAsync("next Monday");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.IsAtAsync("Follow-ups");
        await desk.ShowsAsync("Completed. The next step is planned.");
        await desk.ShowsAsync("Collect the contract");
    }

    [Fact]
    public async Task A_colleague_hears_at_once_of_what_was_given_to_them_and_of_being_named()
    {
        var (rm, teller) = (await DeskAsync(), await DeskAsync(language: Chinese));
        await teller.SignInAsync("teller.north");
        await teller.OpenAsync("/tasks");
        await rm.SignInAsync("rm.north");
        var before = int.Parse((await teller.Page.Locator("[data-bell]").GetAttributeAsync("data-count"))!, CultureInfo.InvariantCulture);

        await rm.OpenAsync("/tasks/new");
        await rm.Field("What has to be done").FillAsync("Show her the new card tomorrow 3pm");
        await rm.Field("For whom").SelectOptionAsync(new SelectOptionValue { Label = "王丽" });
        await rm.ClickAsync("Plan");
        await rm.IsAtAsync("Show her the new card");
        await Assertions.Expect(teller.Page.Locator(".bell-count")).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = 2000 });

        await rm.Field("For whoever sees this follow-up").PressSequentiallyAsync("Please, @王");
        await Assertions.Expect(rm.Page.Locator(".mentions [role=option]")).ToHaveTextAsync(["王丽"]);
        await rm.ScanAsync();
        await rm.Page.Keyboard.PressAsync("Enter");
        await rm.TypeAsync("bring the form");
        await rm.ClickAsync("Write it");
        await rm.ShowsAsync("Please, @王丽 bring the form");
        await Assertions.Expect(teller.Page.Locator(".bell-count")).ToHaveTextAsync((before + 2).ToString(CultureInfo.InvariantCulture), new() { Timeout = 2000 });

        await teller.PressAsync("g", "n");
        await teller.IsAtAsync("提醒");
        await teller.ShowsAsync("备注中提到了您");
        await teller.ScanAsync();
        await teller.Page.Locator(".notice-list .as-link").First.ClickAsync();
        await teller.IsAtAsync("Show her the new card");
        await Assertions.Expect(teller.Page.Locator(".bell-count")).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture));
    }
}
