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
    public async Task A_history_is_gathered_from_campaigns_by_keyboard_and_one_that_was_is_read()
    {
        var marketing = await DeskAsync();
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync("/segments/scores");
        await marketing.TabToAsync(marketing.Link("Gather from campaigns"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.IsAtAsync("Gather from campaigns");
        await marketing.ScanAsync();
        await marketing.Field("Name of the history").FillAsync("Deposits of the browser");
        await marketing.Field("All for products of a kind").SelectOptionAsync(new SelectOptionValue { Label = "Time deposit" });
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await marketing.IsAtAsync("Deposits of the browser");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Look at the columns first", new() { Timeout = 60_000 });
        await marketing.ScanAsync();

        await marketing.OpenAsync("/segments/scores");
        await marketing.Link("Time deposits offered by campaigns").ClickAsync();
        await marketing.IsAtAsync("Time deposits offered by campaigns");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Since it was learnt");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Age by the year of birth");
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
