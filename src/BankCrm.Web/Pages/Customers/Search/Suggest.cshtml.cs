using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Search;

/// <summary>Results while typing: a fragment for the box at the top of every page.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class SuggestModel(IQueryHandler<FindCustomers, FoundCustomers> find) : PageModel
{
    /// <summary>Null: nothing was typed.</summary>
    public FoundCustomers? Found { get; private set; }

    public async Task OnGetAsync(string? q, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(q))
        {
            Found = await find.HandleAsync(new(q, WhileTyping: true), ct);
        }
    }
}
