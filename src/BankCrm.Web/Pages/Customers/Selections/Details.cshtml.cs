using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Selections;

/// <summary>Exactly who was selected, and what can be done with them.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class DetailsModel(IQueryHandler<GetSelection, SelectionShown> get, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public SelectionShown Selection { get; private set; } = null!;

    public IEnumerable<ISelectionAction> Actions => SelectionActions.All.Where(a => me.May(a.Permission));

    /// <summary>The list they were chosen from.</summary>
    public string List => Url.Content("~/customers") + Selection.Address;

    public async Task LoadAsync(CancellationToken ct) => Selection = await get.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }
}
