using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Recommendations.Offers;

/// <summary>What to offer a customer, what is held back and why, and what they have said.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed class CustomerOffersModel(IQueryHandler<GetRecommendations, CustomerRecommendations> get, ICommandHandler<UndoAnswer> undo) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public CustomerRecommendations All { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => All = await get.HandleAsync(new(Id, IsPart: IsPart), ct);

    public void OnGet()
    {
    }

    public IActionResult OnGetPart() => Partial("/Pages/Recommendations/Offers/_Offers.cshtml", (All, OfferWords.MostOnPage));

    public async Task<IActionResult> OnPostUndoAsync(Guid answer, uint version, CancellationToken ct)
    {
        await undo.HandleAsync(new(answer, version), ct);
        return this.Done("The answer is taken back.", "Customer", new { Id });
    }

    private bool IsPart => Request.Query["handler"] == "Part";
}
