using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Platform.Lists;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Platform.Lists;

/// <summary>Keeps a list as it is shown, under a name. The query of this page is the list's.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class NewModel(
    IQueryHandler<GetListState, ListState> state, IQueryHandler<GetRoleChoices, IReadOnlyList<RoleChoice>> roles, ICommandHandler<SaveView> save,
    ICommandHandler<ReplaceView> replace, CurrentUser me, Text text) : PageModel, ILoads
{
    private IReadOnlyList<RoleChoice> roleChoices = [];

    [FromRoute] public string List { get; set; } = "";

    [BindProperty] public SaveView Input { get; set; } = null!;

    public IListKind Kind { get; private set; } = null!;

    /// <summary>The user's own views.</summary>
    public IReadOnlyList<ViewShown> Replaceable { get; private set; } = [];

    /// <summary>The view the list was in.</summary>
    public Guid? Current => Guid.TryParse(Request.Query[Address.View], out var id) ? id : null;

    public bool MayShare => me.May(ListPermissions.Share);

    public IEnumerable<SelectListItem> RoleItems => roleChoices.Select(r => new SelectListItem(text.Role(r.Name), r.Id.ToString()));

    public string Back => Url.Content("~" + Kind.Path) + Request.QueryString.ToString().Replace("handler=Replace", "", StringComparison.Ordinal);

    public string ReplaceAddress => Address.With(Request, (Name: "handler", Value: "Replace"));

    public async Task LoadAsync(CancellationToken ct)
    {
        Kind = ListKinds.Find(List) ?? throw new NotFoundException();
        Replaceable = [.. (await state.HandleAsync(new(List), ct)).Views.Where(v => v.IsOwn)];
        roleChoices = MayShare ? await roles.HandleAsync(new(), ct) : [];
    }

    public void OnGet() => Input = new(Guid.CreateVersion7(), List, "", "", ViewAudience.Own, null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await save.HandleAsync(Input with { List = List, Address = ViewAddress.Of(Request) }, ct);
        return Opened(Input.Id);
    }

    public async Task<IActionResult> OnPostReplaceAsync(string view, CancellationToken ct)
    {
        if (view.Split('.') is not [var first, var second] || !Guid.TryParse(first, out var id) || !uint.TryParse(second, out var version))
        {
            return BadRequest();
        }

        await replace.HandleAsync(new(id, version, ViewAddress.Of(Request)), ct);
        return Opened(id);
    }

    private RedirectResult Opened(Guid view)
    {
        this.Say("The view is saved.");
        var query = ViewAddress.Of(Request);
        return Redirect(Url.Content("~" + (ListKinds.Find(List)?.Path ?? "/")) + (query.Length == 0 ? "?" : query + "&") + $"{Address.View}={view}");
    }
}
