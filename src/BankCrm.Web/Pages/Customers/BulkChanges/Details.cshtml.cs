using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.BulkChanges;

/// <summary>How a change of many customers goes, what became of each, and the way back.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed class DetailsModel(
    IQueryHandler<GetBulkChange, BulkChangeShown> get, ICommandHandler<StopBulkChange> stop, ICommandHandler<UndoBulkChange> undo) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public BulkChangeShown Change { get; private set; } = null!;

    /// <summary>To be looked at; in an undo, to be gone back to.</summary>
    public int Total => Change.State is BulkState.Undoing
        ? new[] { BulkFate.Changed, BulkFate.PutBack, BulkFate.EditedSince }.Sum(f => Change.Fates.GetValueOrDefault(f))
        : Change.Count;

    public async Task LoadAsync(CancellationToken ct) => Change = await get.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (!Change.IsAtWork)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        await stop.HandleAsync(new(Id), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        await undo.HandleAsync(new(Id), ct);
        return RedirectToPage();
    }
}
