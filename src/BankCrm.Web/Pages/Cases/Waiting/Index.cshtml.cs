using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Waiting;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.Waiting;

/// <summary>What customers and others wait for, in one line.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class ListWaitingModel(IQueryHandler<ListWaiting, Page<WaitingRow>> list, CurrentUser me, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)] public WaitingView Show { get; set; }

    [BindProperty(SupportsGet = true)] public CaseKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public WaitingFrom? From { get; set; }

    public Page<WaitingRow> Waiting { get; private set; } = null!;

    public bool MayOpen => me.May(CasePermissions.Work);

    public IEnumerable<SelectListItem> Views => Enum.GetValues<WaitingView>().Where(v => v is not WaitingView.Mine || MayOpen).Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task OnGetAsync(string? after, CancellationToken ct) => Waiting = await list.HandleAsync(new(Show, Kind, From, after), ct);
}
