using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Segments;

[Collection(Journeys.Name)]
public sealed class SegmentJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_segment_is_asked_for_counted_while_typing_and_kept_by_keyboard()
    {
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.PressAsync("g", "g");
        await manager.IsAtAsync("Segments");
        await manager.ScanAsync();
        await manager.TabToAsync(manager.Link("New segment"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("New segment");

        await ChooseAsync(manager, line: 1, "assets");
        var amount = manager.Page.Locator("#ask-1-from");
        await amount.FillAsync("100000");
        await amount.PressAsync("Tab");
        await Assertions.Expect(manager.Page.Locator("#count")).ToContainTextAsync("Assets at least ¥100,000.00");
        await Assertions.Expect(manager.Page.Locator("#count strong")).ToHaveTextAsync(Figure());

        await manager.TabToAsync(manager.Button("Condition").First);
        await manager.Page.Keyboard.PressAsync("Enter");
        await ChooseAsync(manager, line: 2, "tier");
        await manager.TabToAsync(manager.Page.Locator("#ask-2-values"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.Page.Keyboard.PressAsync("Tab");
        await manager.Page.Keyboard.PressAsync("Tab");
        await manager.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(manager.Page.Locator("#count")).ToContainTextAsync("Customer tier is Affluent");
        await manager.Page.Keyboard.PressAsync("Escape");
        await manager.ScanAsync();
        await manager.Field("Name of the segment").FillAsync("Affluent with assets");
        await manager.Page.Keyboard.PressAsync("Control+Enter");
        await manager.IsAtAsync("Affluent with assets");
        await Assertions.Expect(manager.Page.Locator("#profile")).ToContainTextAsync(new Regex("customers of|Nobody fits", RegexOptions.None, TimeSpan.FromSeconds(1))); // the bank of the tests may have no accounts
        await manager.ScanAsync();

        var marketing = await DeskAsync(language: Chinese);
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync("/segments/new?ready=HighBalance");
        await Assertions.Expect(marketing.Page.Locator("#count strong")).ToHaveTextAsync(new Regex(@"^\s*(?:[\d,]+|少于 20)\s*$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(marketing.Page.Locator("#count table")).ToHaveCountAsync(0);
        await marketing.ScanAsync();
    }

    // The line is there a moment before it listens; nobody chooses as fast as a test.
    private static async Task ChooseAsync(Desk desk, int line, string field)
    {
        await Assertions.Expect(desk.Page.Locator($"#ask-{line}")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator("#builder.htmx-settling, #builder .htmx-added, #builder .htmx-request")).ToHaveCountAsync(0);
        await desk.Page.Locator($"#ask-{line}").SelectOptionAsync(field);
    }

    private static Regex Figure() => new(@"^\s*[\d,]+\s*$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
