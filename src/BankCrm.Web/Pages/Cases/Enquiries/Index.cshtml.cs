using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Enquiries;

/// <summary>What people want or complain of who are no customers.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class ListEnquiriesModel(IQueryHandler<ListEnquiries, Page<EnquiryRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Ended { get; set; }

    [BindProperty(SupportsGet = true)] public CaseKind? Kind { get; set; }

    public Page<EnquiryRow> Enquiries { get; private set; } = null!;

    public bool MayTakeIn => me.May(CasePermissions.Work);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Enquiries = await list.HandleAsync(new(Ended, Kind, after), ct);
}
