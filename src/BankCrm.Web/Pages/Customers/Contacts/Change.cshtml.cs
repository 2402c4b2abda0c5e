using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Contacts;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class ChangeModel(
    IQueryHandler<GetContactToChange, ContactToChange> getContact, ICommandHandler<CorrectContact> correct, ICommandHandler<PreferContact> prefer,
    ICommandHandler<EndContact> end) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid PointId { get; set; }

    [BindProperty] public CorrectContact Input { get; set; } = new();

    public ContactToChange Contact { get; private set; } = null!;

    public bool IsPhone => Contact.Kind is ContactKind.Mobile or ContactKind.Landline;

    public async Task LoadAsync(CancellationToken ct) => Contact = await getContact.HandleAsync(new(Id, PointId), ct);

    public void OnGet() => Input = new() { Version = Contact.Version };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await correct.HandleAsync(Input with { CustomerId = Id, PointId = PointId }, ct);
        return Saved();
    }

    public async Task<IActionResult> OnPostPreferAsync(uint version, CancellationToken ct)
    {
        await prefer.HandleAsync(new(Id, PointId, version), ct);
        return Saved();
    }

    public async Task<IActionResult> OnPostEndAsync(uint version, CancellationToken ct)
    {
        await end.HandleAsync(new(Id, PointId, version), ct);
        this.Say("The contact is not used any more.");
        return LocalRedirect($"~/customers/{Id}");
    }

    private LocalRedirectResult Saved()
    {
        this.Say("The contact is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
