using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts.Statements;

[Allow(StatementPermissions.Take)]
public sealed class StatementFileModel(IQueryHandler<GetStatementFile, StatementFileShown> get, ICommandHandler<TakeInStatements> takeIn) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public StatementFileShown Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Shown = await get.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (!Shown.IsAtWork)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await takeIn.HandleAsync(new(Id), ct);
        return RedirectToPage(new { Id });
    }
}
