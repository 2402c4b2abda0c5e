using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>Answers that came on paper or from a call centre, as lines. First it is shown what would come of them.</summary>
[Allow(ResponsePermissions.Import)]
public sealed class ImportModel(
    IQueryHandler<GetCampaignName, CampaignName> getName, IQueryHandler<ReadAnswers, AnswersRead> read, IQueryHandler<CheckAnswers, AnswersChecked> check,
    ICommandHandler<ImportAnswers> import) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string List { get; set; } = "";

    /// <summary>Takes the place of the list. Null: none was chosen.</summary>
    [BindProperty] public IFormFile? Upload { get; set; }

    public string Name { get; private set; } = "";

    public int MostShown => 200;

    public int MostLines => CheckAnswers.MostLines;

    /// <summary>Null: it was not looked at yet.</summary>
    public AnswersChecked? Checked { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Name = (await getName.HandleAsync(new(Id), ct)).Name;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Upload is { Length: > 0 } file)
        {
            await using var content = file.OpenReadStream();
            List = (await read.HandleAsync(new(content), ct)).List;
            ModelState.Remove(nameof(List)); // what was read is shown
        }

        Checked = await check.HandleAsync(new(Id, List ?? ""), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken ct)
    {
        await import.HandleAsync(new(Id, List ?? ""), ct);
        return this.Done("The answers are in.", "Import", new { Id });
    }
}
