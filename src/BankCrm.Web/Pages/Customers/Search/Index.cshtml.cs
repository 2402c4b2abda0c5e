using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Search;

/// <summary>What the box at the top of every page found.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class IndexModel(IQueryHandler<FindCustomers, FoundCustomers> find) : PageModel
{
    /// <summary>Null: nothing was typed.</summary>
    public FoundCustomers? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return Page();
        }

        Found = await find.HandleAsync(new(q), ct);
        return Found.Only is { } only ? LocalRedirect($"~/customers/{only.Id}") : Page();
    }
}
