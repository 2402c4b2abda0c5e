using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>Service cases and complaints, by the promise that is due next.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class ListCasesModel(IQueryHandler<ListCases, CaseList> list, ICommandHandler<ClaimCase> claim, CurrentUser me, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public CaseView? View { get; set; }

    [BindProperty(SupportsGet = true)] public CaseKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CategoryId { get; set; }

    [BindProperty(SupportsGet = true)] public CasePriority? Priority { get; set; }

    [BindProperty(SupportsGet = true)] public CaseChannel? Channel { get; set; }

    [BindProperty(SupportsGet = true)] public long? Number { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CustomerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CauseId { get; set; }

    [FromQuery] public string? After { get; set; }

    public CaseList List { get; private set; } = null!;

    public bool MayOpen => me.May(CasePermissions.Work);

    public bool MayReport => me.May(CasePermissions.Report);

    public bool IsEnded => View is CaseView.Ended or CaseView.ToReview;

    public bool IsNarrowed => CustomerId is not null || OwnerId is not null || CauseId is not null;

    public IEnumerable<SelectListItem> Views => Enum.GetValues<CaseView>()
        .Where(v => v switch
        {
            CaseView.Mine => MayOpen,
            CaseView.ToSign => me.May(CasePermissions.Approve),
            CaseView.ToReview => me.May(CasePermissions.Direct),
            _ => true,
        })
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        View ??= MayOpen && !me.May(CasePermissions.Direct) ? CaseView.Mine : CaseView.Open;
        List = await list.HandleAsync(new(View.Value, Kind, Priority, CategoryId, Channel, Number, CustomerId, OwnerId, CauseId, After), ct);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken ct)
    {
        await claim.HandleAsync(new(id), ct);
        return this.Done("It is yours now.", "Details", new { id });
    }
}
