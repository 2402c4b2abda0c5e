using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Addresses;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class ChangeModel(IQueryHandler<GetAddressToChange, AddressToChange> getAddress, ICommandHandler<ChangeAddress> change) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid AddressId { get; set; }

    [BindProperty] public ChangeAddress Input { get; set; } = new();

    public AddressToChange Address { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Address = await getAddress.HandleAsync(new(Id, AddressId), ct);

    public void OnGet() => Input = new() { Version = Address.Version, Kind = Address.Kind, IsMain = Address.IsMain };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { CustomerId = Id, AddressId = AddressId }, ct);
        this.Say("The address is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
