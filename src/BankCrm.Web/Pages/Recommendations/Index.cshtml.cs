using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Recommendations;

/// <summary>The rules, with how often what they suggest is accepted.</summary>
[Allow(RecommendationPermissions.Read)]
public sealed class RulesModel(IQueryHandler<ListRules, Page<RuleRow>> list, CurrentUser me) : PageModel
{
    /// <summary>Fewer answers are not told to who may not see them one by one.</summary>
    public const int Least = 20;

    [BindProperty(SupportsGet = true)] public RuleView View { get; set; }

    public Page<RuleRow> Rules { get; private set; } = null!;

    public bool MayWrite => me.May(RecommendationPermissions.Write);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Rules = await list.HandleAsync(new(View, after), ct);
}
