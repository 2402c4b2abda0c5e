using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Addresses;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class NewModel(IQueryHandler<GetCustomerName, string> getName, IQueryHandler<WasAdded, bool> wasAdded, ICommandHandler<AddAddress> add)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AddAddress Input { get; set; } = new();

    public string Customer { get; private set; } = "";

    public async Task LoadAsync(CancellationToken ct) => Customer = await getName.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await new Once(wasAdded).AddAsync(() => add.HandleAsync(Input with { CustomerId = Id }, ct), Input.Id, ct);
        this.Say("The address is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
