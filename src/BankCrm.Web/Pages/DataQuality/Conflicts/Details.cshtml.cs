using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Conflicts;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Conflicts;

[Allow(ConflictPermissions.Read)]
public sealed class ConflictModel(
    IQueryHandler<GetConflict, ConflictDetails> getConflict, ICommandHandler<DecideConflict> decide, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public DecideConflict Input { get; set; } = null!;

    public ConflictDetails Conflict { get; private set; } = null!;

    public bool MayDecide => me.May(ConflictPermissions.Decide);

    public async Task LoadAsync(CancellationToken ct) => Conflict = await getConflict.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Id, Conflict.Version, TakeTheirs: false, "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await decide.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("It is decided.", "Index");
    }
}
