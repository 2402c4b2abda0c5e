using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Platform.Lists;

/// <summary>Gives one of one's own views another name or audience.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class EditModel(
    IQueryHandler<GetListState, ListState> state, IQueryHandler<GetRoleChoices, IReadOnlyList<RoleChoice>> roles, ICommandHandler<ChangeView> change,
    CurrentUser me, Text text) : PageModel, ILoads
{
    private IReadOnlyList<RoleChoice> roleChoices = [];
    private ViewShown view = null!;

    [FromRoute] public string List { get; set; } = "";

    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeView Input { get; set; } = null!;

    public IListKind Kind { get; private set; } = null!;

    public bool MayShare => me.May(ListPermissions.Share);

    public IEnumerable<SelectListItem> RoleItems => roleChoices.Select(r => new SelectListItem(text.Role(r.Name), r.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        Kind = ListKinds.Find(List) ?? throw new NotFoundException();
        view = (await state.HandleAsync(new(List), ct)).View(Id) is { IsOwn: true } own ? own : throw new NotFoundException();
        roleChoices = MayShare ? await roles.HandleAsync(new(), ct) : [];
    }

    public void OnGet() => Input = new(Id, view.Version, view.Name, view.Audience, view.DefaultOfRole);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The view is saved.", "Index", new { List });
    }
}
