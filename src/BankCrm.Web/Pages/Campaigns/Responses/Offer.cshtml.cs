using BankCrm.Application.Campaigns.Responses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>
/// Where the links of campaigns lead. Nobody is signed in; whoever has the code sees the offer, in the customer's language, and nothing of the customer. To look
/// changes nothing but that somebody, or a machine, looked.
/// </summary>
[AllowAnonymous]
public sealed class OfferModel(Offers offers) : PageModel
{
    [FromRoute] public string Code { get; set; } = "";

    /// <summary>Null: the code opens nothing.</summary>
    public OfferShown? Offer { get; private set; }

    private string? Address => HttpContext.Connection.RemoteIpAddress?.ToString();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Offer = await offers.OpenAsync(Code, Address, ct);
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (Offer is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    public async Task<IActionResult> OnPostInterestedAsync(CancellationToken ct) => Again(await offers.AnswerAsync(Code, isInterested: true, Address, ct));

    public async Task<IActionResult> OnPostNotForMeAsync(CancellationToken ct) => Again(await offers.AnswerAsync(Code, isInterested: false, Address, ct));

    public async Task<IActionResult> OnPostNoMoreAsync(CancellationToken ct) => Again(await offers.OptOutAsync(Code, Address, ct));

    // What was said is shown by the page itself; an unknown code gets the same plain page as by any other way.
    private RedirectToPageResult Again(bool isKnown) => RedirectToPage("Offer", new { code = isKnown ? Code : "none" });
}
