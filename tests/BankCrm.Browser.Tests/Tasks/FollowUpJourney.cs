using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Admin.Branches;
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

    [Fact]
    public async Task A_card_is_moved_on_the_board_and_in_the_calendar_by_keyboard_and_by_drag()
    {
        var year = Branch.DayAt(TimeProvider.System.GetUtcNow()).Year + 2;
        var desk = await DeskAsync();
        await desk.SignInAsync("rm2.north");
        await desk.OpenAsync("/tasks/new");
        await desk.Field("What has to be done").FillAsync("Ask for the lease");
        await desk.Field("By when").FillAsync($"{year}-03-12 10:00");
        await desk.ClickAsync("Plan");
        await desk.IsAtAsync("Ask for the lease");

        await desk.OpenAsync("/tasks/board");
        await desk.IsAtAsync("Board of follow-ups");
        var card = desk.Page.Locator(".board-card", new() { HasText = "Ask for the lease" });
        await card.GetByRole(AriaRole.Link, new() { Name = "Ask for the lease", Exact = true }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Shift+ArrowRight");
        var begun = desk.Page.Locator("[data-column=Started]");
        await Assertions.Expect(begun).ToContainTextAsync("Ask for the lease");
        await Assertions.Expect(card.GetByRole(AriaRole.Link, new() { Name = "Ask for the lease", Exact = true })).ToBeFocusedAsync();
        await card.DragToAsync(desk.Page.Locator("[data-column=Waiting]"));
        await Assertions.Expect(desk.Page.Locator("[data-column=Waiting]")).ToContainTextAsync("Ask for the lease");
        await Assertions.Expect(desk.Page.Locator("[data-moved]")).ToHaveTextAsync("The follow-up was moved.");

        await desk.OpenAsync($"/tasks/calendar?view=Month&on={year}-03-12");
        await desk.IsAtAsync("Calendar of follow-ups");
        var item = desk.Page.Locator(".calendar-item", new() { HasText = "Ask for the lease" });
        await item.GetByRole(AriaRole.Link).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await Assertions.Expect(desk.Page.Locator($"[data-column='{year}-03-19']")).ToContainTextAsync("Ask for the lease");
        await item.DragToAsync(desk.Page.Locator($"[data-column='{year}-03-14']"));
        await Assertions.Expect(desk.Page.Locator($"[data-column='{year}-03-14']")).ToContainTextAsync("Ask for the lease");
        await desk.ScanAsync();

        await desk.ClickAsync("Subscribe");
        await desk.IsAtAsync("Follow-ups in your calendar program");
        await desk.ClickAsync("Make an address");
        await Assertions.Expect(desk.Page.Locator("[data-address]")).ToHaveValueAsync(new Regex("/tasks/calendar/feed\\?lang=en&key=.{43}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await desk.ScanAsync();
    }
}
