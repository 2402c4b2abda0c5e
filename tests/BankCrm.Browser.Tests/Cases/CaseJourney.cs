using Microsoft.Playwright;

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
        await desk.OpenAsync("/cases?show=Open");
        await desk.IsAtAsync("Cases and complaints");
        await desk.ShowsAsync("Charged twice at the market");

        await desk.OpenAsync("/cases/waiting?show=Open");
        await desk.IsAtAsync("What waits with the branch");
        await desk.TabToAsync(desk.Link("Charged twice at the market"));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Charged twice at the market");
    }

    [Fact]
    public async Task A_case_waits_in_a_queue_is_assigned_by_the_shown_sum_and_changed_with_others_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.south", new() { Name = "岑雅文" });
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.south");
        await manager.OpenAsync("/tasks/queues/new");
        await manager.Field("Name").FillAsync("Complaints desk");
        await manager.Field("What it takes").SelectOptionAsync("Cases");
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.IsAtAsync("Set up the queue");
        await manager.ClickAsync("Add a member");
        await manager.IsAtAsync("Add a member");
        await manager.Field("Colleague").SelectOptionAsync(new SelectOptionValue { Label = "Sam Ortiz" });
        await manager.Field("Points of work at once").FillAsync("100");
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.ShowsAsync("The members were changed.");

        foreach (var subject in new[] { "The fee is too high", "The letter never came" })
        {
            await manager.OpenAsync($"/cases/new?customerId={customer}");
            await manager.Field("Subject").FillAsync(subject);
            await manager.Field("What the customer says").FillAsync("In her words");
            await manager.Field("Otherwise it waits").SelectOptionAsync(new SelectOptionValue { Label = "Queue: Complaints desk" });
            await manager.ScanAsync();
            await manager.Field("Subject").FocusAsync();
            await manager.Page.Keyboard.PressAsync("Control+Enter");
            await manager.IsAtAsync(subject);
        }

        await manager.TabToAsync(manager.Link("Queue and assignment"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("Queue and assignment");
        await manager.TabToAsync(manager.Button("Assign it to Sam Ortiz"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("The letter never came");
        await manager.ShowsAsync("Sam Ortiz by the rule of Complaints desk");

        var teller = await DeskAsync(language: Chinese);
        await teller.SignInAsync("teller.south");
        await teller.PressAsync("g", "j");
        await teller.IsAtAsync("任务队列");
        await teller.ClickAsync("Complaints desk");
        await teller.IsAtAsync("Complaints desk");
        await teller.PressAsync("c");
        await teller.IsAtAsync("The fee is too high");
        await teller.ShowsAsync("已由您负责。");

        await teller.OpenAsync("/cases?show=Mine&words=岑雅文");
        await teller.IsAtAsync("工单与投诉");
        await teller.PressAsync("j", "x", "j", "x");
        await teller.TabToAsync(teller.Button("处理所选项"));
        await teller.Page.Keyboard.PressAsync("Enter");
        await teller.IsAtAsync("批量处理工单");
        await teller.Field("对所选事项做什么").SelectOptionAsync("Raise");
        await teller.Field("原因").FillAsync("客户多次来电");
        await teller.Page.Keyboard.PressAsync("Control+Enter");
        await teller.ShowsAsync("2 项已完成，0 项未完成");
        await teller.ScanAsync();
    }

    [Fact]
    public async Task Somebody_who_is_no_customer_is_taken_in_and_answered_and_what_was_learnt_is_written_down_by_keyboard()
    {
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");
        await desk.OpenAsync("/cases/outside/new");
        await desk.IsAtAsync("Take in somebody who is no customer");
        await desk.Field("Name").FillAsync("Chen of the shop next door");
        await desk.Field("By what they are reached").FillAsync("13800001111");
        await desk.Field("Kind").SelectOptionAsync("Complaint");
        await desk.Field("Subject").FillAsync("The van before our door");
        await desk.Field("In their words").FillAsync("Every morning");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.IsAtAsync("The van before our door");
        await desk.ShowsAsync("Legal limit");
        await desk.Field("Text").FillAsync("We have told the transport firm");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("The answer is written down.");
        await desk.ScanAsync();

        await desk.PressAsync("g", "b");
        await desk.IsAtAsync("Knowledge and texts");
        await desk.OpenAsync("/cases/knowledge/new");
        await desk.IsAtAsync("Write a text");
        await desk.Field("Title").FillAsync("Vans that stand before a shop");
        await desk.Field("Text").FillAsync("Call the transport firm; its number is on the door.");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.IsAtAsync("Vans that stand before a shop");
    }
}
