using BankCrm.Application.Accounts.Reconciliation;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts.Reconciliation;

/// <summary>Day by day: what sources told and what arrived.</summary>
[Allow(ReconciliationPermissions.Read)]
public sealed class IndexModel(IQueryHandler<ListComparedDays, ComparedDays> list) : PageModel
{
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)] public string? Source { get; set; }

    public ComparedDays Compared { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Compared = await list.HandleAsync(new(From, To, Source), ct);
}

internal static class AgreementLook
{
    extension(Agreement agreement)
    {
        public Colour Colour => agreement switch
        {
            Agreement.Agrees => Colour.Green,
            Agreement.Differs => Colour.Red,
            _ => Colour.Grey,
        };
    }
}
