using BankCrm.Application.Analytics.Worklist;
using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Analytics.Worklist;

/// <summary>Whom to turn to next and why.</summary>
[Allow(TaskPermissions.Work)]
public sealed class IndexModel(IQueryHandler<GetWorklist, IReadOnlyList<WorklistItem>> worklist, WorklistRules rules, CurrentUser me) : PageModel, ILoads
{
    private const int FirstShown = 50;

    /// <summary>All of them, not the first fifty only.</summary>
    [FromQuery] public bool All { get; set; }

    public IReadOnlyList<WorklistItem> Items { get; private set; } = [];

    /// <summary>As they hold now, to be explained.</summary>
    public WorklistRules Rules => rules;

    public bool MayOffer => me.May(RecommendationPermissions.List);

    public int Shown => All ? int.MaxValue : FirstShown;

    public async Task LoadAsync(CancellationToken ct) => Items = await worklist.HandleAsync(new(), ct);

    public void OnGet()
    {
    }
}
