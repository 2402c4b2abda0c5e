using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>The address of the screen on the wall, and what it shows.</summary>
[Allow(CounterPermissions.Serve, CounterPermissions.Direct)]
public sealed class ScreenModel(
    IQueryHandler<GetScreen, ScreenShown> getScreen, IQueryHandler<GetScreenAddress, DateTimeOffset?> getAddress, ICommandHandler<OpenScreen> open, ICommandHandler<CloseScreen> close, CurrentUser me)
    : PageModel, ILoads
{
    public ScreenShown Screen { get; private set; } = null!;

    /// <summary>Null: there is no address.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Shown once. Null: it was not made just now.</summary>
    public string? Address { get; private set; }

    public bool MayDirect => me.May(CounterPermissions.Direct);

    public async Task LoadAsync(CancellationToken ct) => (Screen, OpenedAt) = (await getScreen.HandleAsync(new(), ct), await getAddress.HandleAsync(new(), ct));

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        var secret = AddressSecret.New();
        await open.HandleAsync(new(secret), ct);
        await LoadAsync(ct);
        Address = $"{Request.Scheme}://{Request.Host}{Url.Page("Wall", new { key = secret })}";
        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        await close.HandleAsync(new(), ct);
        return this.Done("The address opens nothing any more.", "Screen");
    }
}
