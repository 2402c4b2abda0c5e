using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.BulkChanges;

/// <summary>What is to be done with all customers of a selection, and what will become of them; then it is done.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed class NewModel(
    IQueryHandler<GetSelection, SelectionShown> getSelection, IQueryHandler<PreviewBulkChange, BulkPreview> preview, ICommandHandler<AskBulkChange> ask,
    CurrentUser me, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)] public BulkKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public string? Tag { get; set; }

    public SelectionShown Selection { get; private set; } = null!;

    public BulkPreview Preview { get; private set; } = null!;

    public Guid NewChange { get; } = Guid.CreateVersion7();

    public bool MayAssign => me.May(CustomerPermissions.Change);

    public bool CanConfirm => Preview.Fates.ContainsKey(BulkFate.Changed);

    public IEnumerable<BulkKind> Kinds => MayAssign ? Enum.GetValues<BulkKind>() : [BulkKind.AddTag, BulkKind.RemoveTag];

    public string List => Url.Content("~/customers") + Selection.Address;

    public string Sentence => BulkWords.Of(Kind!.Value, Preview.Owner, Tag, text);

    /// <summary>The wish as a query.</summary>
    public string Wish => new QueryBuilder
    {
        { "kind", Kind.ToString()! }, { "ownerId", OwnerId.ToString()! }, { "tag", Tag ?? "" },
    }.ToString().TrimStart('?');

    public async Task LoadAsync(CancellationToken ct)
    {
        Selection = await getSelection.HandleAsync(new(Id), ct);
        Preview = await preview.HandleAsync(new(Id, null, null, null), ct);
        if (Kind is null)
        {
            return;
        }

        try
        {
            Preview = await preview.HandleAsync(new(Id, Kind, OwnerId, Tag), ct);
        }
        catch (RefusedException e)
        {
            ModelState.TryAddModelError("", text[e]);
        }
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(Guid changeId, CancellationToken ct)
    {
        await ask.HandleAsync(new(changeId, Id, Kind ?? default, OwnerId, Tag), ct);
        return RedirectToPage("Details", new { id = changeId });
    }
}

internal static class BulkWords
{
    public static string Of(BulkKind kind, string? owner, string? tag, Text text) => kind switch
    {
        BulkKind.Assign when owner is null => text["They belong to no colleague any more: the branch looks after them."],
        BulkKind.Assign => text["{0} looks after them.", owner],
        BulkKind.AddTag => text["They get the tag “{0}”.", tag],
        _ => text["They lose the tag “{0}”.", tag],
    };
}
