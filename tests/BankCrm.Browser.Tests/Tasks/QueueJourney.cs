using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Tasks;

[Collection(Journeys.Name)]
public sealed class QueueJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_queue_is_set_up_its_work_assigned_by_the_shown_sum_and_taken_by_keyboard()
    {
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.south");
        await manager.PressAsync("g", "j");
        await manager.IsAtAsync("Queues");
        await manager.ClickAsync("New queue");
        await manager.IsAtAsync("New queue");
        await manager.Field("Name").FillAsync("Foreign exchange");
        await manager.Field("Skills that are wished for").FillAsync("外汇");
        await manager.ScanAsync();
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.IsAtAsync("Set up the queue");
        foreach (var (name, skills) in new[] { ("林晓燕", "外汇"), ("Sam Ortiz", "") })
        {
            await manager.ClickAsync("Add a member");
            await manager.IsAtAsync("Add a member");
            await manager.Field("Colleague").SelectOptionAsync(new SelectOptionValue { Label = name });
            await manager.Field("Points of work at once").FillAsync("100");
            await manager.Field("Skills").FillAsync(skills);
            await manager.Page.Keyboard.PressAsync("Control+Enter");
            await manager.ShowsAsync("The members were changed.");
        }

        await manager.ScanAsync();
        foreach (var subject in new[] { "Explain the forward rate", "Send the form for transfers" })
        {
            await manager.OpenAsync("/tasks/new");
            await manager.Field("What has to be done").FillAsync($"{subject} tomorrow 3pm");
            await manager.Field("For whom").SelectOptionAsync(new SelectOptionValue { Label = "Queue: Foreign exchange" });
            await manager.Page.Keyboard.PressAsync("Control+Enter");
            await manager.IsAtAsync(subject);
        }

        await manager.TabToAsync(manager.Link("Queue and assignment"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("Queue and assignment");
        await Assertions.Expect(manager.Page.Locator("table.sum .wins")).ToContainTextAsync("林晓燕");
        await Assertions.Expect(manager.Page.Locator("table.sum .wins")).ToContainTextAsync("30 × 1/1 = 30.0");
        await manager.ScanAsync();
        await manager.TabToAsync(manager.Button("Assign it to 林晓燕"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("Send the form for transfers");
        await manager.ShowsAsync("林晓燕 by the rule of Foreign exchange");
        await manager.ScanAsync();

        var teller = await DeskAsync(language: Chinese);
        await teller.SignInAsync("teller.south");
        await teller.PressAsync("g", "j");
        await teller.IsAtAsync("任务队列");
        await teller.ClickAsync("Foreign exchange");
        await teller.IsAtAsync("Foreign exchange");
        await teller.ScanAsync();
        await teller.PressAsync("c");
        await teller.IsAtAsync("Explain the forward rate");
        await teller.ShowsAsync("已由您负责。");
    }
}
