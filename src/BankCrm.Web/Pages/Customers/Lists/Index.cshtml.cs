using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>The lists of customers one may use, and a new one.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed class IndexModel(
    IQueryHandler<GetLists, IReadOnlyList<ListShown>> getLists, ICommandHandler<KeepList> keep, CurrentUser me) : PageModel, ILoads, IListForm
{
    [BindProperty] public KeepList Input { get; set; } = new();

    public IReadOnlyList<ListShown> Lists { get; private set; } = [];

    public bool MayShare => me.May(ListPermissions.Share);

    public async Task LoadAsync(CancellationToken ct) => Lists = await getLists.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostNewAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input, ct);
        return this.Done("The list is begun.");
    }
}
