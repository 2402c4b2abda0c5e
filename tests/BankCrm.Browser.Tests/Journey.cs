using Microsoft.Playwright;

namespace BankCrm.Browser.Tests;

/// <summary>A piece of somebody's working day. Whatever a browser complained of on the way fails it.</summary>
public abstract class Journey(BrowserApp app) : IAsyncLifetime
{
    protected const string English = "en-GB";
    protected const string Chinese = "zh-CN";

    private const float Patience = 60_000; // a machine may have other work to do

    private readonly List<Desk> desks = [];

    protected BrowserApp App => app;

    /// <param name="language">What the browser asks for.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="isDark">What the system of the computer prefers.</param>
    /// <param name="hasScript">Whether it runs scripts.</param>
    protected async Task<Desk> DeskAsync(string language = English, int width = 1200, bool isDark = false, bool hasScript = true)
    {
        var context = await app.Browser.NewContextAsync(new()
        {
            BaseURL = app.Address,
            Locale = language,
            ViewportSize = new() { Width = width, Height = width < 600 ? 780 : 720 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = width < 600,
            JavaScriptEnabled = hasScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        var desk = new Desk(context, await context.NewPageAsync(), hasScript).Listening();
        desks.Add(desk);
        return desk;
    }

    public Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var desk in desks)
        {
            await desk.CloseAsync();
        }

        Assert.Empty(desks.SelectMany(desk => desk.Complaints));
    }
}
