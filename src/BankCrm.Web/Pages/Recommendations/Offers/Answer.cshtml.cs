using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Recommendations.Offers;

/// <summary>Writes down what a customer said to one suggestion.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed class AnswerModel(
    IQueryHandler<GetSuggestion, SuggestionToAnswer> get, IQueryHandler<WasAnswered, bool> wasAnswered, ICommandHandler<AnswerRecommendation> answer, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid Rule { get; set; }

    /// <summary>Where they come from and go back to: the list of whom to offer what. Null: the customer.</summary>
    [BindProperty(SupportsGet = true)] public string? From { get; set; }

    [BindProperty] public AnswerRecommendation Input { get; set; } = new();

    public SuggestionToAnswer Suggestion { get; private set; } = null!;

    public bool IsFromList => From == "list" && me.May(RecommendationPermissions.List);

    public bool MayPlan => me.May(TaskPermissions.Work);

    public async Task LoadAsync(CancellationToken ct) => Suggestion = await get.HandleAsync(new(Id, Rule), ct);

    public void OnGet(AnswerKind? said) => Input = new() { Kind = said };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await wasAnswered.HandleAsync(new(Input.Id), ct)) // their form came twice
        {
            await answer.HandleAsync(Input with { CustomerId = Id, RuleVersionId = Rule }, ct);
        }

        const string Sentence = "The answer is written down. You can take it back today.";
        return IsFromList ? this.Done(Sentence, "/Recommendations/Lists/Today") : this.Done(Sentence, "Customer", new { Id });
    }
}
