using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.IdentityDocuments;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Documents;

[Allow(CustomerPermissions.ChangeIdentity)]
public sealed class ChangeModel(
    IQueryHandler<GetDocumentToChange, DocumentToChange> getDocument, ICommandHandler<RenewDocument> renew, ICommandHandler<EndDocument> end)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid DocumentId { get; set; }

    [BindProperty] public RenewDocument Input { get; set; } = null!;

    public DocumentToChange Document { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Document = await getDocument.HandleAsync(new(Id, DocumentId), ct);

    public void OnGet() => Input = new(Id, DocumentId, Document.Version, Document.ValidUntil);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await renew.HandleAsync(Input with { CustomerId = Id, DocumentId = DocumentId }, ct);
        this.Say("The document is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }

    public async Task<IActionResult> OnPostEndAsync(uint version, CancellationToken ct)
    {
        await end.HandleAsync(new(Id, DocumentId, version), ct);
        this.Say("The document is not valid any more.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
