using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Notes;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Notes;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class NotesModel(IQueryHandler<GetCustomerName, string> getName, IQueryHandler<WasAdded, bool> wasAdded, ICommandHandler<AddNote> add)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AddNote Input { get; set; } = new();

    public string Customer { get; private set; } = "";

    /// <summary>The text was refused for a number in it: it may be one that belongs there.</summary>
    public bool AsksAboutNumbers { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Customer = await getName.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await new Once(wasAdded).AddAsync(() => add.HandleAsync(Input with { CustomerId = Id }, ct), Input.Id, ct);
        }
        catch (RefusedException)
        {
            AsksAboutNumbers = true;
            throw;
        }

        this.Say("The note is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
