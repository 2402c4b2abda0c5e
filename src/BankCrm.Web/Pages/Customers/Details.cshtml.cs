using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>One customer: what must be known at the counter, and what each feature knows of them.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class DetailsModel(IQueryHandler<GetCustomer, SeenCustomer> get, OneReading reading, CurrentUser me) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Null: the record is closed to this user.</summary>
    public CustomerOverview? Customer { get; private set; }

    public ClosedRecord? Closed { get; private set; }

    public IReadOnlyList<LoadedPanel> Panels { get; private set; } = [];

    public bool MayChange => Customer is { } customer && (me.MayChange(customer.OwnerId) || me.May(CustomerPermissions.ChangeIdentity));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await reading.ReadAsync(async () =>
        {
            (_, Customer, Closed) = await get.HandleAsync(new(Id), ct);
            if (Customer is not null)
            {
                Panels = await CustomerPanels.LoadAsync(Customer, me, HttpContext.RequestServices, ct);
            }
        }, ct);
        if (Customer is null)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Page();
    }
}
