using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Calendar;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Calendar;

/// <summary>The secret address under which a calendar program reads one's follow-ups.</summary>
[Allow(TaskPermissions.Work)]
public sealed class SubscriptionModel(IQueryHandler<GetFeed, FeedKept> getFeed, ICommandHandler<OpenFeed> open, ICommandHandler<CloseFeed> close) : PageModel, ILoads
{
    [BindProperty] public bool TellsSubjects { get; set; }

    public FeedKept Feed { get; private set; } = null!;

    /// <summary>Shown once. Null: it was not made just now.</summary>
    public string? Address { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Feed = await getFeed.HandleAsync(new(), ct);

    public void OnGet() => TellsSubjects = Feed.TellsSubjects;

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        var secret = AddressSecret.New();
        await open.HandleAsync(new(secret, TellsSubjects), ct);
        await LoadAsync(ct);
        Address = $"{Request.Scheme}://{Request.Host}{Url.Content("~" + FeedApi.Path)}?lang={Languages.Current.Code}&key={secret}";
        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        await close.HandleAsync(new(), ct);
        return this.Done("The address opens nothing any more.", "Subscription");
    }
}
