using BankCrm.Application.Counter.Tickets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>On the wall: numbers and windows in both languages, renewed every two seconds. Nobody is signed in; the secret stands in the query, which no log keeps.</summary>
[AllowAnonymous]
public sealed class WallModel(CounterScreens screens) : PageModel
{
    [FromQuery] public string? Key { get; set; }

    public ScreenShown Screen { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await IsOpenAsync(ct) ? Page() : NotFound();

    // A screen that is on when its address is closed must not go on showing old numbers.
    public async Task<IActionResult> OnGetCalledAsync(CancellationToken ct) => await IsOpenAsync(ct) ? Partial("_Called", this) : Partial("_WallClosed");

    private async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        Screen = (await screens.ReadAsync(Key ?? "", ct))!;
        return Screen is not null;
    }
}
