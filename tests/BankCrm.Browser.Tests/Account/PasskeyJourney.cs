using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Account;

/// <summary>With a security key that Chromium makes up, and no mouse.</summary>
[Collection(Journeys.Name)]
public sealed class PasskeyJourney(BrowserApp app) : Journey(app)
{
    private const string UserName = "manager.south";

    [Fact]
    public async Task A_colleague_adds_a_passkey_and_signs_in_with_it_by_keyboard_alone()
    {
        var desk = await DeskAsync();
        var device = await Device.AtAsync(desk);
        await desk.SignInAsync(UserName);
        await desk.OpenAsync("/account/security");
        await desk.IsAtAsync("Security and sessions");
        await desk.TabToAsync(desk.Link("Add a passkey"));
        await desk.PressAsync("Enter");
        await desk.ShowItIsMeAsync();
        await desk.IsAtAsync("Add a passkey");
        await Expect(desk.Field("Name of the passkey")).ToBeFocusedAsync();
        await desk.PressAsync("Control+a");
        await desk.TypeAsync("Desk at the window");
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Security and sessions");
        await desk.ShowsAsync("Desk at the window");
        await SignOutAsync(desk);

        await AskedAsync(desk);
        await Expect(desk.Button("Use your passkey")).ToBeFocusedAsync();
        await device.RecognisesAsync(isThem: false);
        await desk.PressAsync("Enter");
        await desk.ShowsAsync("It was cancelled. Try once more when you are ready.");
        await desk.ScanAsync();
        await device.RecognisesAsync(isThem: true);
        await Expect(desk.Button("Use your passkey")).ToBeFocusedAsync();
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator(".frame")).ToBeVisibleAsync();

        await desk.OpenAsync("/account/recovery-codes");
        await desk.TabToAsync(desk.Button("Make new codes"));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Confirm that it is you");
        await Expect(desk.Button("Use your passkey")).ToBeFocusedAsync();
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Keep your recovery codes");

        await ReadsItInChineseAsync();

        await desk.OpenAsync("/account/security");
        await desk.TabToAsync(desk.Link("Remove Desk at the window"));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Remove the passkey");
        await desk.TabToAsync(desk.Button("Remove, with a passkey"));
        await desk.PressAsync("Enter");
        await desk.IsAtAsync("Security and sessions");
        await desk.ShowsNotAsync("Desk at the window");
    }

    // At a browser that knows no passkey of theirs.
    private async Task ReadsItInChineseAsync()
    {
        var desk = await DeskAsync(Chinese, width: 390, isDark: true);
        await Device.AtAsync(desk);
        await AskedAsync(desk, "验证身份");
        await Expect(desk.Button("使用通行密钥")).ToBeFocusedAsync();
        await desk.PressAsync("Enter");
        await desk.ShowsAsync("操作已取消。准备好后请重试。");
        await desk.ScanAsync();
    }

    private static async Task AskedAsync(Desk desk, string heading = "Show that it is you")
    {
        await desk.OpenAsync("/account/login");
        await Expect(desk.Page.Locator("#UserName")).ToBeFocusedAsync();
        await desk.TypeAsync(UserName);
        await desk.PressAsync("Tab");
        await desk.TypeAsync(Infrastructure.Admin.DemonstrationStaff.Password);
        await desk.PressAsync("Enter");
        await desk.IsAtAsync(heading);
    }

    private static async Task SignOutAsync(Desk desk)
    {
        await desk.Page.Locator(".menu > summary").Filter(new() { HasText = "account and settings" }).ClickAsync();
        await desk.ClickAsync("Sign out");
        await desk.IsAtAsync("Sign in");
    }

    /// <summary>What holds the passkeys of a computer, and asks who is there.</summary>
    private sealed record Device(ICDPSession Session, string Id)
    {
        public static async Task<Device> AtAsync(Desk desk)
        {
            var session = await desk.Page.Context.NewCDPSessionAsync(desk.Page);
            await session.SendAsync("WebAuthn.enable");
            var made = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                },
            });
            return new(session, made!.Value.GetProperty("authenticatorId").GetString()!);
        }

        public async Task RecognisesAsync(bool isThem) =>
            await Session.SendAsync("WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = Id, ["isUserVerified"] = isThem });
    }
}
