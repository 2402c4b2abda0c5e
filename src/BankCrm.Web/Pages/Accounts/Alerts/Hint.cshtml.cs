using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Accounts.Alerts;

/// <summary>Passes something odd on to compliance.</summary>
[Allow(AlertPermissions.Hint)]
public sealed class HintModel(IQueryHandler<GetHintForm, HintForm> getForm, ICommandHandler<PassOnHint> passOn, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public PassOnHint Input { get; set; } = null!;

    [BindNever] public HintForm Form { get; private set; } = null!;

    public IEnumerable<SelectListItem> Accounts => Form.Accounts.Select(a => new SelectListItem($"{text[a.Kind]} {a.Number}", a.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), Id, AccountId: null, Day: null, Text: "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await passOn.HandleAsync(Input with { CustomerId = Id }, ct);
        return this.Done("Passed on to compliance.", "/Customers/Details", new { Id });
    }
}
