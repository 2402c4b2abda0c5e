using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>Changes what a case is about, how urgent it is, and whom it concerns.</summary>
[Allow(CasePermissions.Work)]
public sealed class EditCaseModel(
    IQueryHandler<GetCase, CaseDetails> getCase, IQueryHandler<GetCaseChoices, CaseChoices> getChoices, ICommandHandler<ChangeCase> change, Text text) : PageModel, ILoads, ICaseForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeCase Input { get; set; } = new();

    public CaseDetails Case { get; private set; } = null!;

    public CaseChoices Choices { get; private set; } = null!;

    public CaseInput Said => Input.Said;

    public IEnumerable<SelectListItem> Accounts => Choices.Accounts.Select(a => new SelectListItem($"{text[a.Kind]} {a.Number}", a.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) =>
        (Case, Choices) = (await getCase.HandleAsync(new(Id), ct), await getChoices.HandleAsync(new(Id), ct));

    public void OnGet() => Input = new()
    {
        Version = Case.Version,
        Said = new()
        {
            Kind = Case.Kind,
            Priority = Case.Priority,
            CategoryId = Case.Category?.Id,
            AccountId = Case.AccountId,
            AboutStaff = [.. Case.AboutStaff.Select(s => s.Id)],
            People = Case.People,
            Speakers = Case.Speakers ?? "",
        },
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The case was changed.", "Details", new { Id });
    }
}
