using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Tasks;

[Collection(Journeys.Name)]
public sealed class PlanJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_plan_is_written_and_switched_on_started_on_the_customer_s_page_and_followed_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("rm.south", new() { Name = "贺知章" });
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.south");
        await manager.PressAsync("g", "y");
        await manager.IsAtAsync("Action plans");
        await manager.ScanAsync();
        await manager.TabToAsync(manager.Link("New plan"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("New plan");
        await manager.Field("Name of the plan").FillAsync("After the mortgage");
        await manager.Field("Name in Chinese").FillAsync("按揭放款后回访");
        await manager.Field("What has to be done").FillAsync("Call about the contract");
        await manager.TabToAsync(manager.Button("Add a step"));
        await manager.Page.Keyboard.PressAsync("Enter");
        var second = manager.Page.Locator("#step-2");
        await Assertions.Expect(second.GetByLabel("What has to be done")).ToBeFocusedAsync();
        await manager.TypeAsync("Offer the insurance");
        await second.GetByText("Only under conditions").ClickAsync();
        await second.GetByLabel("How the step before must have ended").SelectOptionAsync("Agreed");
        await manager.ScanAsync();
        await second.GetByLabel("What has to be done").FocusAsync();
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.IsAtAsync("After the mortgage");
        await manager.ShowsAsync("Only if the step before ended like this: Reached: agreed on something");
        await manager.TabToAsync(manager.Button("Switch it on"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.ShowsAsync("The plan is switched on.");
        await manager.ScanAsync();

        var rm = await DeskAsync(language: Chinese);
        await rm.SignInAsync("rm.south");
        await rm.OpenAsync($"/customers/{customer}");
        await rm.PressAsync("n", "p");
        await rm.IsAtAsync("启动计划");
        await rm.Page.GetByLabel("行动计划", new() { Exact = true }).Last.SelectOptionAsync(new SelectOptionValue { Label = "按揭放款后回访" });
        await rm.ClickAsync("查看步骤");
        await rm.ShowsAsync("Offer the insurance");
        await rm.ScanAsync();
        await rm.TabToAsync(rm.Button("启动计划"));
        await rm.Page.Keyboard.PressAsync("Enter");
        await rm.IsAtAsync("按揭放款后回访");
        await rm.ShowsAsync("0/2 步");
        await rm.ScanAsync();

        await rm.ClickAsync("Call about the contract");
        await rm.IsAtAsync("Call about the contract");
        await rm.Page.Locator("[name='Input.Outcome']").SelectOptionAsync("Agreed");
        await rm.Page.Locator("[name='Input.Text']").FocusAsync();
        await rm.Page.Keyboard.PressAsync("Control+Enter");
        await rm.IsAtAsync("跟进事项");
        await rm.ShowsAsync("Offer the insurance");
        await rm.ScanAsync();

        await manager.OpenAsync("/tasks/plans/running");
        await manager.ShowsAsync("1 of 2 steps");
        await manager.ScanAsync();
    }
}
