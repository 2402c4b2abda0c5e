using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Pages.Segments;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Recommendations;

/// <param name="Count">Null: nobody asked yet.</param>
/// <param name="Refusal">Why it cannot be counted. Null: it can.</param>
/// <param name="AtOnce">It is asked for as the page opens: who decides about the rule shall see it first.</param>
public sealed record ReachShown(RuleCount? Count, string? Refusal, bool AtOnce);

/// <summary>One version of a rule, the decision about it, and what came of it.</summary>
[Allow(RecommendationPermissions.Read)]
public sealed class RuleModel(IQueryHandler<GetRule, RuleShown> getRule, IServiceProvider services, CurrentUser me, Text text, Show show) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string? Remark { get; set; }

    public RuleShown Rule { get; private set; } = null!;

    /// <summary>Whom it is for. Null: the user does not see what segments ask.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Whom the version is for that is in use until then.</summary>
    public string? SentenceBefore { get; private set; }

    public ReachShown Reach { get; private set; } = null!;

    /// <summary>It is asked of customers, or may be.</summary>
    public bool IsAsked => Rule.State is TemplateState.Draft or TemplateState.Approved;

    public bool MayWrite => me.May(RecommendationPermissions.Write);

    public bool MayWithdraw => (MayWrite || me.May(RecommendationPermissions.Approve)) && Rule.State is TemplateState.Draft or TemplateState.Approved;

    public async Task LoadAsync(CancellationToken ct)
    {
        Rule = await getRule.HandleAsync(new(Id), ct);
        Reach = new(null, null, Rule.MayDecide);
        if (me.May(SegmentPermissions.Read))
        {
            List<SegmentGroup> asked = Rule.Before is { } before ? [Rule.Terms.Asks, before.Asks] : [Rule.Terms.Asks];
            var fields = await services.GetRequiredService<IQueryHandler<GetSegmentFields, SegmentFieldsShown>>().HandleAsync(new(SegmentWords.FieldsOf(asked)), ct);
            Sentence = SegmentWords.Sentence(asked[0], fields, text, show);
            SentenceBefore = asked.Count > 1 ? SegmentWords.Sentence(asked[1], fields, text, show) : null;
        }
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetCountAsync(bool quick, CancellationToken ct)
    {
        try
        {
            Reach = new(await services.GetRequiredService<IQueryHandler<CountRule, RuleCount>>().HandleAsync(new(Id, quick), ct), null, AtOnce: false);
        }
        catch (RefusedException refused)
        {
            Reach = new(null, text[refused], AtOnce: false);
        }

        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Reach", Reach) : Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ApproveRule(Id, version), ct);
        return this.Done("The rule is in use.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostSendBackAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new SendRuleBack(Id, version, Remark ?? ""), ct);
        return this.Done("Whoever wrote it sees what is to be mended.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new WithdrawRule(Id, version), ct);
        return this.Done("The rule is withdrawn.", "Details", new { Id });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
}
