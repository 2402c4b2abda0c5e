using BankCrm.Domain.Admin.Users;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Account;

[Collection(Journeys.Name)]
public sealed class SecondFactorJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_colleague_sets_up_an_app_and_signs_in_with_its_code()
    {
        var desk = await DeskAsync();
        await desk.SignInAsync("rm.south");
        await desk.OpenAsync("/account/security");
        await desk.IsAtAsync("Security and sessions");
        await desk.ClickAsync("Set up an authenticator app");
        await desk.ShowItIsMeAsync();
        await desk.IsAtAsync("Set up an authenticator app");
        await Expect(desk.Page.Locator("svg.qr")).ToBeVisibleAsync();
        var key = (await desk.Page.Locator(".app-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await desk.Field("Code of your authenticator app").FillAsync(Code(key));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Keep your recovery codes");
        var codes = await desk.Page.Locator(".recovery-codes code").AllInnerTextsAsync();
        await desk.ClickAsync("I have kept them");
        await desk.IsAtAsync("Security and sessions");
        await SignOutAsync(desk);

        await AskedAsync(desk);
        await Expect(desk.Field("Code of your authenticator app")).ToBeFocusedAsync();
        await desk.TypeAsync("123 45");
        await desk.PressAsync("Enter");
        await desk.ShowsAsync("That did not open the door.");
        await desk.ScanAsync();
        await desk.Field("Code of your authenticator app").FillAsync(Code(key, steps: 1));
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator(".frame")).ToBeVisibleAsync();
        await SignOutAsync(desk);

        await AskedAsync(desk);
        await desk.ClickAsync("Use a recovery code");
        await Expect(desk.Field("Recovery code")).ToBeFocusedAsync();
        await desk.TypeAsync(codes[0]);
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator(".frame")).ToBeVisibleAsync();

        await desk.OpenAsync("/account/security");
        await desk.ClickAsync("Remove");
        await desk.IsAtAsync("Remove the authenticator app");
        await desk.Field("Code of your authenticator app, or a recovery code").FillAsync(codes[1]);
        await desk.PressAsync("Enter");
        await desk.ShowItIsMeAsync();
        await desk.IsAtAsync("Security and sessions");
        await Expect(desk.Button("Set up an authenticator app")).ToBeVisibleAsync();
    }

    private static string Code(string key, int steps = 0) => TimeCode.Of(key, TimeCode.StepAt(TimeProvider.System.GetUtcNow()) + steps);

    private static async Task AskedAsync(Desk desk)
    {
        await desk.OpenAsync("/account/login");
        await Expect(desk.Page.Locator("#UserName")).ToBeFocusedAsync();
        await desk.TypeAsync("rm.south");
        await desk.PressAsync("Tab");
        await desk.TypeAsync(Infrastructure.Admin.DemonstrationStaff.Password);
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Show that it is you");
    }

    private static async Task SignOutAsync(Desk desk)
    {
        await desk.Page.Locator(".menu > summary").Filter(new() { HasText = "account and settings" }).ClickAsync();
        await desk.ClickAsync("Sign out");
        await desk.IsAtAsync("Sign in");
    }
}
