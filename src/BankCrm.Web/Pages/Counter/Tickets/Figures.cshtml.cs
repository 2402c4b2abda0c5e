using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>How long customers waited and were served.</summary>
[Allow(CounterPermissions.Direct)]
public sealed class FiguresModel(IQueryHandler<GetCounterFigures, CounterFigures> getFigures) : PageModel
{
    [FromQuery] public DateOnly? Day { get; set; }

    public CounterFigures Figures { get; private set; } = null!;

    public string Shown(double? minutes) => minutes is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "—";

    public async Task OnGetAsync(CancellationToken ct) => Figures = await getFigures.HandleAsync(new(Day), ct);
}
