using Microsoft.Playwright;

namespace BankCrm.Browser.Tests;

/// <summary>The browser of this computer: Chromium or Chrome, without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    // The sandbox refuses to start for root, which tests in a container usually are; only our own pages are opened.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
    ];

    public static Task<IBrowser> StartAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments });

    private static string Find()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM");
        return (string.IsNullOrEmpty(named) ? Places : [named]).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            (string.IsNullOrEmpty(named) ? "There is no Chromium or Chrome on this computer. " : $"CHROMIUM names {named}, which is not there. ")
            + "Get one (Debian: apt-get install chromium fonts-noto-cjk; macOS: brew install --cask chromium; Windows: winget install Google.Chrome), "
            + "or name one in the environment variable CHROMIUM.");
    }
}
