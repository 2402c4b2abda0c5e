using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Absences;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Absences;

/// <summary>Who is away, and who stands in for them.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class AbsencesModel(
    IQueryHandler<ListAbsences, AbsenceList> list, ICommandHandler<EnterAbsence> enter, ICommandHandler<EndAbsence> end, SessionDirectory sessions, CurrentUser me) : PageModel, ILoads
{
    [BindProperty] public EnterAbsence Input { get; set; } = null!;

    [FromQuery] public string? After { get; set; }

    public AbsenceList List { get; private set; } = null!;

    public bool MayEnter => me.May(TaskPermissions.Work);

    public IEnumerable<SelectListItem> People => List.People.Select(p => new SelectListItem(p.Label, p.Id.ToString()));

    public IEnumerable<SelectListItem> Deputies => List.Deputies.Select(p => new SelectListItem(p.Label, p.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => List = await list.HandleAsync(new(After), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), null, List.Today, List.Today, null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await enter.HandleAsync(Input, ct);
        sessions.Refresh(); // the deputy's rights
        return this.Done("The absence is entered.", "Index");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, uint version, CancellationToken ct)
    {
        await end.HandleAsync(new(id, version), ct);
        sessions.Refresh();
        return this.Done("The absence has ended.", "Index");
    }
}
