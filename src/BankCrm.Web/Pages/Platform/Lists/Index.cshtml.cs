using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Platform.Lists;

/// <summary>The saved views of a list that one may use; one's own can be changed here.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class IndexModel(
    IQueryHandler<GetListState, ListState> state, IQueryHandler<GetRoleChoices, IReadOnlyList<RoleChoice>> roles, ICommandHandler<OpenInView> open,
    ICommandHandler<DeleteView> delete, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public string List { get; set; } = "";

    public IListKind Kind { get; private set; } = null!;

    public ListState State { get; private set; } = null!;

    /// <summary>Known to those who may share.</summary>
    public IReadOnlyDictionary<Guid, string> RoleNames { get; private set; } = new Dictionary<Guid, string>();

    public async Task LoadAsync(CancellationToken ct)
    {
        Kind = ListKinds.Find(List) ?? throw new NotFoundException();
        State = await state.HandleAsync(new(List), ct);
        if (me.May(ListPermissions.Share))
        {
            RoleNames = (await roles.HandleAsync(new(), ct)).ToDictionary(r => r.Id, r => r.Name);
        }
    }

    public string Opened(ViewShown view) =>
        Url.Content("~" + Kind.Path) + (view.Address.Length == 0 ? "?" : view.Address + "&") + $"{Address.View}={view.Id}";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostOpenAsync(Guid? id, CancellationToken ct)
    {
        await open.HandleAsync(new(List, id), ct);
        return RedirectToPage(new { List });
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, uint version, CancellationToken ct)
    {
        await delete.HandleAsync(new(id, version), ct);
        return this.Done("The view is deleted.", routeValues: new { List });
    }
}
