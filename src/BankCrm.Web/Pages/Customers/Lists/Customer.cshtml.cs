using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>Puts one customer on lists, and takes them off.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed class CustomerModel(
    IQueryHandler<GetListsFor, CustomerLists> getLists, ICommandHandler<KeepList> keep, ICommandHandler<FillList> fill, CurrentUser me) : PageModel, ILoads, IListForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public KeepList Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public IReadOnlyList<ListShown> Lists { get; private set; } = [];

    public bool MayShare => me.May(ListPermissions.Share);

    public async Task LoadAsync(CancellationToken ct) => (Name, Lists) = await getLists.HandleAsync(new(Id), ct);

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
        await fill.HandleAsync(new(list, null, Id, TakesOff: false), ct);
        return Shown("The customer is on the list.");
    }

    public async Task<IActionResult> OnPostTakeOffAsync(Guid list, CancellationToken ct)
    {
        await fill.HandleAsync(new(list, null, Id, TakesOff: true), ct);
        return Shown("The customer is off the list.");
    }

    private LocalRedirectResult Shown(string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~/customers/{Id}/lists");
    }
}
