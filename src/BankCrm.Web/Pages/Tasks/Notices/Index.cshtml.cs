using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Notices;

/// <summary>What one should look at.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class ListNoticesModel(
    IQueryHandler<ListNotices, Page<NoticeRow>> list, ICommandHandler<ReadNotice> read, ICommandHandler<ReadNotices> readAll) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public bool New { get; set; }

    [FromQuery] public string? After { get; set; }

    public Page<NoticeRow> Notices { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Notices = await list.HandleAsync(new(New, After), ct);

    public void OnGet()
    {
    }

    /// <summary>Leads to what the notice is about, which is read by that.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, string? path, CancellationToken ct)
    {
        try
        {
            await read.HandleAsync(new(id), ct);
        }
        catch (RefusedException) when (Url.IsLocalUrl(path))
        {
            // it was read before: it is opened again
        }

        return Url.IsLocalUrl(path) ? LocalRedirect(path) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostReadAllAsync(DateTimeOffset until, CancellationToken ct)
    {
        await readAll.HandleAsync(new(until), ct);
        return this.Done("All are marked as read.", "Index");
    }
}
