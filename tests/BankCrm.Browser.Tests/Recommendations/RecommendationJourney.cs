using BankCrm.Infrastructure.Demonstration;
using BankCrm.Testing;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Recommendations;

[Collection(Journeys.Name)]
public sealed class RecommendationJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_suggestion_is_explained_declined_and_taken_back_by_keyboard()
    {
        await HasRulesAsync();
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "贺知章" }); // neither income nor a mobile number is known
        var teller = await DeskAsync();
        await teller.SignInAsync("teller.north");
        await teller.OpenAsync($"/customers/{customer}");
        await teller.IsAtAsync("贺知章");
        var panel = teller.Page.Locator("#WhatToOfferPanel");
        await Assertions.Expect(panel).ToContainTextAsync("Missing data");
        await teller.TabToAsync(panel.Locator("summary").First);
        await teller.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(panel).ToContainTextAsync("only another version of the rule");
        await teller.ScanAsync();

        await teller.OpenAsync($"/customers/{customer}/recommendations");
        await teller.IsAtAsync("What to offer");
        await teller.ScanAsync();
        await teller.TabToAsync(teller.Page.Locator("main a[href*='said=Declined']").First);
        await teller.Page.Keyboard.PressAsync("Enter");
        await teller.Field("Why they declined").SelectOptionAsync(new SelectOptionValue { Label = "No need" });
        await teller.ScanAsync();
        await teller.Page.Keyboard.PressAsync("Control+Enter");
        await teller.ShowsAsync("The answer is written down. You can take it back today.");
        await teller.ShowsAsync("Refused lately");
        await teller.ScanAsync();
        await teller.TabToAsync(teller.Page.Locator("form[action*='Undo'] button").First);
        await teller.Page.Keyboard.PressAsync("Enter");
        await teller.ShowsAsync("The answer is taken back.");
    }

    [Fact]
    public async Task Rules_and_what_came_of_them_are_read_in_Chinese()
    {
        await HasRulesAsync();
        var compliance = await DeskAsync(language: Chinese);
        await compliance.SignInAsync("compliance");
        await compliance.OpenAsync("/recommendations");
        await Assertions.Expect(compliance.Page.Locator("main")).ToContainTextAsync("高存款客户配置理财");
        await compliance.ScanAsync();
        await compliance.TabToAsync(compliance.Page.Locator("tbody a").First);
        await compliance.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(compliance.Page.Locator("main")).ToContainTextAsync("接受率");
        await compliance.TabToAsync(compliance.Page.Locator("#reach a"));
        await compliance.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(compliance.Page.Locator("#reach")).ToContainTextAsync("位客户今日可提出该建议");
        await compliance.ScanAsync();

        var marketing = await DeskAsync();
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync("/recommendations/write?ready=HighBalance");
        await marketing.IsAtAsync("Write a rule");
        await Assertions.Expect(marketing.Page.Locator("#count")).ToContainTextAsync("Deposits at least");
        await marketing.ScanAsync();
    }

    [Fact]
    public async Task The_list_of_whom_to_offer_what_leads_to_an_answer_and_loses_a_line()
    {
        await HasRulesAsync();
        var customer = await App.HasCustomerAsync("rm.north", new() { Name = "杜甫草堂", Tier = Domain.Customers.CustomerTier.Vip }); // neither income nor a mobile number is known
        await App.Services.ListSuggestionsAsync();
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.OpenAsync("/recommendations/today");
        await manager.IsAtAsync("Whom to offer what");
        await manager.ScanAsync();
        var line = manager.Page.Locator($"tbody tr:has(a[href='/customers/{customer}'])");
        await Assertions.Expect(line).ToContainTextAsync("Missing data");
        await manager.TabToAsync(line.Locator("summary"), atMost: 200); // other customers may stand before them
        await manager.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(line).ToContainTextAsync("The rule itself");
        await manager.TabToAsync(line.Locator("a.btn"), atMost: 200);
        await manager.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(manager.Page.Locator("dialog[open]")).ToContainTextAsync("What they said");
        await manager.ScanAsync();
        await manager.Page.Locator("dialog[open] label:has-text('Another time')").ClickAsync();
        await manager.Page.Locator("dialog[open] [name='Input.Until']").FillAsync($"{TimeProvider.System.GetUtcNow().AddDays(9):yyyy-MM-dd}");
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.ShowsAsync("The answer is written down. You can take it back today.");
        await manager.IsAtAsync("Whom to offer what");
        await Assertions.Expect(line).ToHaveCountAsync(0);

        var chinese = await DeskAsync(language: Chinese);
        await chinese.SignInAsync("rm.north");
        await chinese.OpenAsync("/recommendations/today");
        await chinese.IsAtAsync("今日推荐名单");
        await chinese.ScanAsync();
    }

    private async Task HasRulesAsync()
    {
        await DemonstrationProducts.FillAsync(App.Services, CancellationToken.None);
        await DemonstrationRecommendations.FillAsync(App.Services, CancellationToken.None);
    }
}
