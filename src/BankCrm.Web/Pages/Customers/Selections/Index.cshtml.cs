using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Selections;

/// <summary>Freezes what was ticked in the list of customers, or all that match its filters, and leads to what was frozen.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class IndexModel(
    ICommandHandler<FreezeSelection> freeze, IQueryHandler<GetListChoices, ListChoices> choices, Text text, Show show) : PageModel
{
    [BindProperty(SupportsGet = true)] public CustomerListAddress Asked { get; set; } = new();

    /// <summary>The list they are chosen from.</summary>
    public string List => Url.Content("~/customers") + Query;

    private string Query => new Uri("http://list" + Address.With(Request, (Address.After, null), (Address.Count, null))).Query;

    public IActionResult OnGet() => LocalRedirect(List);

    public async Task<IActionResult> OnPostAsync(Guid id, bool all, Guid[] ticked, CancellationToken ct)
    {
        if (Asked.Filter() is not { } filter)
        {
            return BadRequest();
        }

        var words = FilterWords.Sentence(FilterWords.Of(filter, await choices.HandleAsync(new(filter.Branch?.Only), ct), text, show));
        await freeze.HandleAsync(new(id, filter, words, Query, all ? null : ticked), ct);
        return RedirectToPage("Details", new { id });
    }
}
