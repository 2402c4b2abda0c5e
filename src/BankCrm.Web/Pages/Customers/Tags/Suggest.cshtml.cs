using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Tags;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Tags;

/// <summary>Tags while typing: a fragment for the list under a field of tags.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class SuggestTagsModel(IQueryHandler<SuggestTags, IReadOnlyList<string>> suggest) : PageModel
{
    public IReadOnlyList<string> Tags { get; private set; } = [];

    public async Task OnGetAsync(string? q, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(q))
        {
            Tags = await suggest.HandleAsync(new(q), ct);
        }
    }
}
