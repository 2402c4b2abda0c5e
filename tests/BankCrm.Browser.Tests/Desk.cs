using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using BankCrm.Infrastructure.Admin;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests;

/// <summary>A place of work: a browser of its own, and whoever sits there. Notes what the browser complains of.</summary>
public sealed class Desk(IBrowserContext context, IPage page, bool hasScript)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    private readonly ConcurrentQueue<string> complaints = new();

    public IPage Page => page;

    /// <summary>Errors of scripts, of the content security policy, and of whatever a page could not load.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    internal Desk Listening()
    {
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, said) =>
        {
            // A refused request is judged below, where its kind is known.
            if (said.Type is "error" or "warning" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Enqueue($"{page.Url}: {said.Text}");
            }
        };
        page.Response += (_, answer) =>
        {
            // A page may refuse, and the journey says whether it should have; what a page needs must be there.
            if (answer.Status >= 500 || (answer.Status >= 400 && answer.Request.ResourceType != "document"))
            {
                complaints.Enqueue($"{page.Url}: {answer.Status} for {answer.Url}");
            }
        };
        return this;
    }

    public Task OpenAsync(string path) => page.GotoAsync(path);

    /// <summary>Signs in, by keyboard, with the password everybody has in the demonstration bank.</summary>
    public async Task SignInAsync(string userName)
    {
        await OpenAsync("/account/login");
        await Assertions.Expect(page.Locator("#UserName")).ToBeFocusedAsync();
        await TypeAsync(userName);
        await PressAsync("Tab");
        await TypeAsync(DemonstrationStaff.Password);
        await PressAsync("Enter");
        await Assertions.Expect(page.Locator(".frame")).ToBeVisibleAsync();
        await LoadedAsync();
    }

    /// <summary>Gives the password once more, by keyboard, where the work asks for it.</summary>
    public async Task ShowItIsMeAsync(string heading = "Confirm that it is you")
    {
        await IsAtAsync(heading);
        await TypeAsync(DemonstrationStaff.Password);
        await PressAsync("Enter");
    }

    /// <summary>The page with this heading is there, and anybody can use it.</summary>
    public async Task IsAtAsync(string heading)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1, Exact = true })).ToBeVisibleAsync();
        await LoadedAsync();
        await ScanAsync();
    }

    /// <summary>Looks for what would keep people out who see, hear or move otherwise.</summary>
    public async Task ScanAsync()
    {
        if (!hasScript)
        {
            return; // the scan is a script itself
        }

        await page.EvaluateAsync("scrollTo(0, 0)"); // what is scrolled under the bar at the top is not too small to be touched
        var found = await page.RunAxe(Wcag);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(v => v.Nodes.Select(n =>
            $"{page.Url}: {v.Id}: {v.Help}: {n.Html}: {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(check => check.Message))}"))));
    }

    public ILocator Field(string label) => page.GetByLabel(new Regex($"^{Regex.Escape(label)}( \\*)?$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public Task ClickAsync(string linkOrButton) => Link(linkOrButton).Or(Button(linkOrButton)).ClickAsync();

    /// <summary>Presses a button that asks first, and says yes.</summary>
    public async Task ConfirmAsync(string button)
    {
        await Button(button).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    /// <summary>What the search box offers for this.</summary>
    public async Task<ILocator> SearchAsync(string text)
    {
        await PressAsync("/");
        await TypeAsync(text);
        await Assertions.Expect(page.Locator("#search-hits")).ToBeVisibleAsync();
        return page.GetByRole(AriaRole.Option);
    }

    public Task ShowsAsync(string text) => Assertions.Expect(page.Locator("body")).ToContainTextAsync(text);

    public Task ShowsNotAsync(string text) => Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync(text);

    /// <summary>Keys and text, in turn, as if by hand.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes there as people do who use no mouse.</summary>
    public async Task TabToAsync(ILocator target, int atMost = 100)
    {
        for (var tabs = 0; tabs < atMost; tabs++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{page.Url}: {atMost} tabs do not lead to {target}.");
    }

    /// <summary>A picture for the README, in the folder that BANKCRM_SCREENSHOTS names; without it, none.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("BANKCRM_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Caret = ScreenshotCaret.Initial });
        }
    }

    // Asks the page itself: the driver's own wait sometimes misses that the page it waits for was there already.
    private async Task LoadedAsync()
    {
        for (var tries = 0; hasScript && await page.EvaluateAsync<string>("document.readyState") != "complete"; tries++)
        {
            Assert.True(tries < 600, $"{page.Url} does not finish loading.");
            await Task.Delay(100);
        }
    }

    internal Task CloseAsync() => context.CloseAsync();
}
