using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Lists;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Recommendations.Lists;

internal sealed class WhomToOfferWhatEntry : IMenuEntry
{
    public string Permission => RecommendationPermissions.List;

    public string Section => MenuSections.Work;

    public string Sentence => "Whom to offer what";

    public string Icon => "target-arrow";

    public string Path => "/recommendations/today";

    public int Order => 8;

    public string Keys => "g v";
}

/// <summary>Whom to offer what today, the best sum first.</summary>
[Allow(RecommendationPermissions.List)]
public sealed class TodayModel(IQueryHandler<ListSuggestions, SuggestionList> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? BranchId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? RuleId { get; set; }

    public SuggestionList List { get; private set; } = null!;

    public SelectList Branches => new(List.Branches, "Id", "Label");

    public SelectList Colleagues => new(List.Colleagues, "Id", "Label");

    public SelectList Rules => new(List.Rules.Select(r => new { r.RuleId, Name = RuleLook.Here(r.Name, r.ChineseName) }), "RuleId", "Name");

    public bool IsNarrowed => OwnerId is not null || RuleId is not null;

    public bool MayAnswer => me.May(RecommendationPermissions.Answer);

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        List = await list.HandleAsync(new(BranchId, OwnerId, RuleId, after), ct);
        BranchId = List.Branches.Count > 0 ? List.Branch : null;
        ModelState.Remove(nameof(BranchId));
    }
}
