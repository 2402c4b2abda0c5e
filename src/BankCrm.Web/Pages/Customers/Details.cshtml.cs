using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>One customer: what must be known at the counter, and what each feature knows of them.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class DetailsModel(
    IQueryHandler<GetCustomer, SeenCustomer> get, IQueryHandler<GetSurvivor, Guid?> getSurvivor, OneReading reading, CurrentUser me) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Null: the record is closed to this user.</summary>
    public CustomerOverview? Customer { get; private set; }

    public ClosedRecord? Closed { get; private set; }

    public IReadOnlyList<LoadedPanel> Panels { get; private set; } = [];

    public bool MayChange => Customer is { } customer && (me.MayChange(customer.OwnerId) || me.May(CustomerPermissions.ChangeIdentity));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        try
        {
            (Customer, Closed, Panels) = await reading.ReadOfOneAsync(() => ReadAsync(ct), ct);
        }
        catch (NotFoundException)
        {
            if (await getSurvivor.HandleAsync(new(Id), ct) is not { } survivor)
            {
                return NotFound();
            }

            this.Say("The record you asked for was merged into this one.");
            return LocalRedirect($"~/customers/{survivor}");
        }

        if (Customer is null)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Page();
    }

    private async Task<(CustomerOverview?, ClosedRecord?, IReadOnlyList<LoadedPanel>)> ReadAsync(CancellationToken ct)
    {
        var (_, customer, closed) = await get.HandleAsync(new(Id), ct);
        return (customer, closed, customer is null ? [] : await CustomerPanels.LoadAsync(customer, me, HttpContext.RequestServices, ct));
    }
}
