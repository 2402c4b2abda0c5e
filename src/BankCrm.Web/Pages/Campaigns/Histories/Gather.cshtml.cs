using BankCrm.Application.Campaigns.Histories;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns.Histories;

/// <summary>Chooses the campaigns from which a history is gathered, and what counts as having come of a contact.</summary>
[Allow(ScorePermissions.Learn)]
public sealed class GatherModel(IQueryHandler<GetGatherChoices, IReadOnlyList<GatherChoice>> getChoices, ICommandHandler<GatherHistory> gather) : PageModel, ILoads
{
    [BindProperty] public GatherInput Input { get; set; } = new();

    public IReadOnlyList<GatherChoice> Choices { get; private set; } = [];

    public IEnumerable<ProductClass> Kinds => Choices.Select(c => c.Product).OfType<ProductClass>().Distinct().Order();

    public async Task LoadAsync(CancellationToken ct) => Choices = await getChoices.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await gather.HandleAsync(new(Input.Id, Input.Name ?? "", Input.Outcome, Input.Campaigns, Input.AllOf), ct);
        this.Say("The contacts are being gathered.");
        return Redirect($"~/segments/scores/{Input.Id}");
    }

    public sealed class GatherInput
    {
        /// <summary>Carried by the form, so that a double click makes one history.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Name { get; set; }

        public GatheredOutcome Outcome { get; set; }

        public ProductClass? AllOf { get; set; }

        public List<Guid> Campaigns { get; set; } = [];
    }
}
