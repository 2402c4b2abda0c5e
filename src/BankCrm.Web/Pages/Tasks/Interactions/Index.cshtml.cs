using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>How colleagues were in touch with the customers one serves.</summary>
[Allow(InteractionPermissions.Read)]
public sealed class ListInteractionsModel(IQueryHandler<ListInteractions, Page<InteractionRow>> list, CurrentUser me, Text text) : PageModel
{
    private const string Mine = "me";

    [BindProperty(SupportsGet = true)] public InteractionKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public InteractionDirection? Direction { get; set; }

    [BindProperty(SupportsGet = true)] public InteractionOutcome? Outcome { get; set; }

    [BindProperty(SupportsGet = true)] public InteractionMood? Mood { get; set; }

    [BindProperty(SupportsGet = true)] public string? Whose { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)] public string? Sort { get; set; }

    public Page<InteractionRow> List { get; private set; } = null!;

    public bool MayKeepTemplates => me.May(InteractionPermissions.Templates);

    public string SortedBy => Sort == "at" ? "at" : "-at";

    public IEnumerable<SelectListItem> Whoses => [new(text["Me"], Mine)];

    public async Task OnGetAsync(string? after, CancellationToken ct) =>
        List = await list.HandleAsync(new(Kind, Direction, Outcome, Mood, Whose == Mine, From, To, OldestFirst: Sort == "at", after), ct);
}
