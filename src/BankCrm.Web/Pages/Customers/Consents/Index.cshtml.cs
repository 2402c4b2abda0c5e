using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Consents;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class ConsentsModel(
    IQueryHandler<GetConsents, ConsentSheet> getConsents, IQueryHandler<WasAdded, bool> wasAdded, ICommandHandler<RecordConsent> record,
    ICommandHandler<OptOut> optOut) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public RecordConsent Input { get; set; } = new();

    public ConsentSheet Sheet { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Sheet = await getConsents.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await new Once(wasAdded).AddAsync(() => record.HandleAsync(Input with { CustomerId = Id }, ct), Input.Id, ct);
        this.Say("The consent is recorded.");
        return LocalRedirect($"~/customers/{Id}/consents");
    }

    public async Task<IActionResult> OnPostOptOutAsync(CancellationToken ct)
    {
        await optOut.HandleAsync(new(Id), ct);
        this.Say("The customer has opted out of everything.");
        return LocalRedirect($"~/customers/{Id}/consents");
    }
}
