using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.IdentityDocuments;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Documents;

[Allow(CustomerPermissions.ChangeIdentity)]
public sealed class NewModel(
    IQueryHandler<GetDocumentToChange, DocumentToChange> getForm, IQueryHandler<WasAdded, bool> wasAdded, ICommandHandler<AddDocument> add)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AddDocument Input { get; set; } = new();

    public DocumentToChange Form { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id, DocumentId: null), ct);

    public void OnGet() => Input = new() { Kind = Form.Kind };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await new Once(wasAdded).AddAsync(() => add.HandleAsync(Input with { CustomerId = Id }, ct), Input.Id, ct);
        this.Say("The document is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
