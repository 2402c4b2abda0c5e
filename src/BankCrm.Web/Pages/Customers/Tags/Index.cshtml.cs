using BankCrm.Application.Common;
using BankCrm.Application.Customers.Tags;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Tags;

/// <summary>The tags of the customers one sees: how many have each, which are spellings of one, what was changed.</summary>
[Allow(TagPermissions.Manage, TagPermissions.Retire)]
public sealed class TagsModel(IQueryHandler<ListTags, TagList> list, CurrentUser me) : PageModel, ILoads
{
    public TagList List { get; private set; } = null!;

    public bool MayManage => me.May(TagPermissions.Manage);

    public bool MayRetire => me.May(TagPermissions.Retire);

    public async Task LoadAsync(CancellationToken ct) => List = await list.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, uint version, [FromServices] ICommandHandler<UndoTagChange> undo, CancellationToken ct)
    {
        await undo.HandleAsync(new(id, version), ct);
        return this.Done("The customers have their old tag back.");
    }

    public async Task<IActionResult> OnPostRetireAsync(string? name, [FromServices] ICommandHandler<RetireTag> retire, CancellationToken ct)
    {
        await retire.HandleAsync(new(name ?? ""), ct);
        return this.Done("The tag is retired: nobody is given it any more, and who has it keeps it.");
    }

    public async Task<IActionResult> OnPostBringBackAsync(string? name, [FromServices] ICommandHandler<BringBackTag> bringBack, CancellationToken ct)
    {
        await bringBack.HandleAsync(new(name ?? ""), ct);
        return this.Done("The tag may be given again.");
    }
}
