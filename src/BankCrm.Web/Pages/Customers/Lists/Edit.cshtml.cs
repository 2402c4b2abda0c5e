using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>Gives one of one's own lists another name or audience, or gives it up.</summary>
[Allow(CustomerPermissions.Lists)]
public sealed class EditModel(
    IQueryHandler<GetLists, IReadOnlyList<ListShown>> getLists, ICommandHandler<ChangeList> change, ICommandHandler<DeleteList> delete, CurrentUser me)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeList Input { get; set; } = null!;

    public ListShown List { get; private set; } = null!;

    public bool MayShare => me.May(ListPermissions.Share);

    public async Task LoadAsync(CancellationToken ct) =>
        List = (await getLists.HandleAsync(new(), ct)).FirstOrDefault(l => l.Id == Id && l.IsOwn) ?? throw new NotFoundException();

    public void OnGet() => Input = new(Id, List.Version, List.Name, List.Audience);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The list is saved.", "Index");
    }

    public async Task<IActionResult> OnPostDeleteAsync(uint version, CancellationToken ct)
    {
        await delete.HandleAsync(new(Id, version), ct);
        return this.Done("The list is deleted.", "Index");
    }
}
