using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments.Scores;

/// <summary>A score: how right it is, what speaks in it, who decided; and the versions before.</summary>
[Allow(ScorePermissions.Read)]
public sealed class ScoreModelPage(
    IQueryHandler<GetScore, ScoreShown> getScore, ICommandHandler<LearnScore> learn, ICommandHandler<DecideScore> decide, ICommandHandler<GatherAgain> gather, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Null: the version in use, else the latest.</summary>
    [FromQuery] public int? Number { get; set; }

    public ScoreShown Score { get; private set; } = null!;

    /// <summary>Of what a form makes, so that a double click makes one.</summary>
    public Guid NewId { get; } = Guid.CreateVersion7();

    [BindProperty] public DecisionInput Input { get; set; } = new();

    public bool MayLearn => me.May(ScorePermissions.Learn);

    public bool MayBring => MayLearn && me.SeesAllBranches;

    public async Task LoadAsync(CancellationToken ct) => Score = await getScore.HandleAsync(new(Id, Number), ct);

    public void OnGet()
    {
    }

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (Score is not { State: HistoryState.Waiting } and not { Shown.IsAtWork: true })
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostLearnAsync(Guid learnt, CancellationToken ct)
    {
        await learn.HandleAsync(new(learnt, Id), ct);
        await LoadAsync(ct);
        return this.Done("A new version is being learnt.", "Details", new { Id, number = Score.Versions.Max(v => v.Number) });
    }

    public async Task<IActionResult> OnPostGatherAsync(uint seen, CancellationToken ct)
    {
        await gather.HandleAsync(new(Id, seen), ct);
        return this.Done("The contacts are being gathered.", "Details", new { Id, Number });
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        await decide.HandleAsync(new(Input.Id, Input.Version, Input.Decision, Input.Remark ?? ""), ct);
        return this.Done(
            Input.Decision switch
            {
                ScoreDecision.Approve => "The score is approved. It scores customers within a minute.",
                ScoreDecision.TurnDown => "The score is turned down.",
                _ => "The score is in use no more. What it said of customers is forgotten.",
            },
            "Details", new { Id, Number });
    }

    public sealed class DecisionInput
    {
        public Guid Id { get; set; }

        public uint Version { get; set; }

        public ScoreDecision Decision { get; set; }

        public string? Remark { get; set; }
    }
}
