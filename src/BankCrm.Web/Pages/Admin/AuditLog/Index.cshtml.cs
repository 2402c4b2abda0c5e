using BankCrm.Application.Admin.AuditLog;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Admin.AuditLog;

[Allow(AllowAttribute.Everyone)]
public sealed class IndexModel(IQueryHandler<ListAuditEntries, Page<AuditRow>> list, CurrentUser user, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public string? Event { get; set; }

    [BindProperty(SupportsGet = true)] public AuditOutcome? Outcome { get; set; }

    [BindProperty(SupportsGet = true)] public string? Person { get; set; }

    [BindProperty(SupportsGet = true)] public string? Customer { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public Page<AuditRow> Entries { get; private set; } = new([], null);

    public bool MayReadAll => user.May(AuditPermissions.Read) || user.May(AuditPermissions.ReadSecurity);

    public bool MayVerify => user.May(AuditPermissions.Verify);

    public IEnumerable<SelectListItem> Events =>
        AuditEvents.All.Select(e => new SelectListItem(text[e.Value], e.Key)).OrderBy(i => i.Text, StringComparer.CurrentCulture);

    public async Task LoadAsync(CancellationToken ct) =>
        Entries = await list.HandleAsync(new(Event, Outcome, Person, Customer, From, Until, After), ct);

    public void OnGet()
    {
    }
}
