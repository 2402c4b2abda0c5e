using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>For the wall: numbers and windows in both languages, renewed every two seconds.</summary>
[Allow(CounterPermissions.Serve, CounterPermissions.Direct)]
public sealed class ScreenModel(IQueryHandler<GetScreen, ScreenShown> getScreen) : PageModel
{
    public ScreenShown Screen { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Screen = await getScreen.HandleAsync(new(), ct);

    public async Task<IActionResult> OnGetCalledAsync(CancellationToken ct) => Partial("_Called", await getScreen.HandleAsync(new(), ct));
}
