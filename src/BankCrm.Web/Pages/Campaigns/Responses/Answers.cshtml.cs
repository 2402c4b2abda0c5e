using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>A code that a customer names leads to the offer it belongs to.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed class AnswersModel(IQueryHandler<FindContact, ContactFound> find) : PageModel
{
    [FromQuery] public string? Code { get; set; }

    public bool IsUnknown { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            return Page();
        }

        if ((await find.HandleAsync(new(Code), ct)).Id is { } id)
        {
            return RedirectToPage("Contact", new { id });
        }

        IsUnknown = true;
        return Page();
    }
}
