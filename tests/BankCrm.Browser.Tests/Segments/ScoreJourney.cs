using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Segments;

[Collection(Journeys.Name)]
public sealed class ScoreJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_history_is_brought_and_its_columns_are_looked_at_by_keyboard()
    {
        var marketing = await DeskAsync();
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync("/segments/scores");
        await marketing.IsAtAsync("Scores");
        await marketing.ScanAsync();
        await marketing.TabToAsync(marketing.Link("Bring a history"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.IsAtAsync("Bring a history");
        await marketing.ScanAsync();

        await marketing.Field("Name of the history").FillAsync("Calls of the browser");
        await marketing.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "calls.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("age;duration;answer\n44;120;yes\n31;20;no\n29;30;no\n") });
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await marketing.IsAtAsync("Say what its columns mean");
        await marketing.ScanAsync();
        await marketing.Field("What stands there where it came about").FillAsync("yes");
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await marketing.IsAtAsync("Calls of the browser");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Look at the columns first", new() { Timeout = 20_000 });
        await marketing.ScanAsync();
        await marketing.OpenAsync(new Uri(marketing.Page.Url).AbsolutePath + "/columns");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Its name says that it is known only when the contact is over");
        await marketing.ScanAsync();
    }

    [Fact]
    public async Task A_history_is_asked_for_from_campaigns_by_keyboard()
    {
        var marketing = await DeskAsync();
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync("/segments/scores");
        await marketing.TabToAsync(marketing.Link("Gather from campaigns"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.IsAtAsync("Gather from campaigns");
        await marketing.ScanAsync();
        await marketing.Field("Name of the history").FillAsync("Deposits of the browser");
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await marketing.ShowsAsync("Choose campaigns, or a kind of product.");
        await Assertions.Expect(marketing.Field("Name of the history")).ToHaveValueAsync("Deposits of the browser");
        await marketing.ScanAsync();
    }

    [Fact]
    public async Task A_learnt_score_is_read_in_Chinese()
    {
        var compliance = await DeskAsync(language: Chinese);
        await compliance.SignInAsync("compliance");
        await compliance.OpenAsync("/segments/scores");
        await compliance.ScanAsync();
        await Assertions.Expect(compliance.Page.Locator("main")).ToContainTextAsync("评分模型");
    }
}
