using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments.Scores;

/// <summary>The histories that were brought, and how right the scores are that were learnt of them.</summary>
[Allow(ScorePermissions.Read)]
public sealed class ScoresModel(IQueryHandler<ListScores, Page<ScoreRow>> list, CurrentUser me) : PageModel
{
    public Page<ScoreRow> List { get; private set; } = null!;

    public bool MayLearn => me.May(ScorePermissions.Learn) && me.SeesAllBranches;

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(after), ct);
}
