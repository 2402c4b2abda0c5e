using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>Puts the customers of a selection on a list, or takes them off one.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed class SelectionModel(
    IQueryHandler<GetSelection, SelectionShown> getSelection, IQueryHandler<GetLists, IReadOnlyList<ListShown>> getLists, ICommandHandler<KeepList> keep,
    ICommandHandler<FillList> fill, CurrentUser me) : PageModel, ILoads, IListForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public KeepList Input { get; set; } = new();

    public SelectionShown Selection { get; private set; } = null!;

    public IReadOnlyList<ListShown> Own { get; private set; } = [];

    /// <summary>The list of the user's own that the customers were selected from.</summary>
    public Guid? Chosen => Own.FirstOrDefault(l => Selection.Address.Contains($"list={l.Id}", StringComparison.OrdinalIgnoreCase))?.Id;

    public string Back => Url.Content("~/customers") + Selection.Address;

    public bool MayShare => me.May(ListPermissions.Share);

    public async Task LoadAsync(CancellationToken ct)
    {
        Selection = await getSelection.HandleAsync(new(Id), ct);
        Own = [.. (await getLists.HandleAsync(new(), ct)).Where(l => l.IsOwn)];
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostNewAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input, ct);
        return await OnPostAddAsync(Input.Id, ct);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid list, CancellationToken ct)
    {
        await fill.HandleAsync(new(list, Id, null, TakesOff: false), ct);
        return Shown(list, "The customers are on the list.");
    }

    public async Task<IActionResult> OnPostTakeOffAsync(Guid list, CancellationToken ct)
    {
        await fill.HandleAsync(new(list, Id, null, TakesOff: true), ct);
        return Shown(list, "The customers are off the list.");
    }

    private LocalRedirectResult Shown(Guid list, string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~/customers?list={list}");
    }
}
