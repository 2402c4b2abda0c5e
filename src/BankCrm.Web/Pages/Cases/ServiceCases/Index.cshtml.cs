using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>Service cases and complaints, by the promise that is due next.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class ListCasesModel(
    IQueryHandler<ListCases, CaseList> list, IQueryHandler<GetListState, ListState> state, ICommandHandler<ClaimCase> claim, CurrentUser me, Text text) : PageModel, ILoads
{
    /// <summary>What the values of "sort" mean; any other is the usual order.</summary>
    private static readonly Dictionary<string, CaseOrder> Orders = new()
    {
        ["-due"] = CaseOrder.LatestFirst,
        ["received"] = CaseOrder.OldestFirst,
        ["-received"] = CaseOrder.NewestFirst,
        ["priority"] = CaseOrder.ByPriority,
        ["-priority"] = CaseOrder.ByPriority,
    };

    [BindProperty(SupportsGet = true)] public CaseView? Show { get; set; }

    [BindProperty(SupportsGet = true)] public CaseDue? Due { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? QueueId { get; set; }

    /// <summary>In the subject, the customer's name or the number.</summary>
    [BindProperty(SupportsGet = true)] public string? Words { get; set; }

    [BindProperty(SupportsGet = true)] public CaseKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CategoryId { get; set; }

    [BindProperty(SupportsGet = true)] public CasePriority? Priority { get; set; }

    [BindProperty(SupportsGet = true)] public CaseChannel? Channel { get; set; }

    [BindProperty(SupportsGet = true)] public long? Number { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CustomerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CauseId { get; set; }

    [FromQuery] public string? Sort { get; set; }

    [FromQuery] public string? After { get; set; }

    /// <summary>The id of the saved view the list is in; "none": in none, though it would open in one.</summary>
    [FromQuery] public string? View { get; set; }

    public ListState State { get; private set; } = null!;

    public ViewMenu SavedViews => new(CasesListKind.Name, State, State.View(Guid.TryParse(View, out var id) ? id : null), ViewAddress.Of(Request));

    /// <summary>The list without filters, also where it opens in a view.</summary>
    public string Cleared => Url.Content("~/cases") + (State.Opens is null ? "" : $"?{Address.View}=none");

    public bool MayTick => MayOpen && !IsEnded;

    public CaseList List { get; private set; } = null!;

    public bool MayOpen => me.May(CasePermissions.Work);

    public bool MayReport => me.May(CasePermissions.Report);

    public bool IsEnded => Show is CaseView.Ended or CaseView.ToReview;

    /// <summary>By what no filter of the page says.</summary>
    public bool IsNarrowed => CustomerId is not null || CauseId is not null || (OwnerId is not null && List.Colleagues.All(c => c.Id != OwnerId));

    public IEnumerable<SelectListItem> Colleagues => List.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    public IEnumerable<SelectListItem> Queues => List.Queues.Select(q => new SelectListItem(q.Label, q.Id.ToString()));

    /// <summary>What a queue is called in a row. Null: it waits in none.</summary>
    public string? QueueOf(CaseRow row) => row.IsUnowned ? List.Queues.FirstOrDefault(q => q.Id == row.QueueId)?.Label : null;

    /// <summary>Whether one of the rarer filters is in force.</summary>
    public bool HasMore => Priority is not null || Channel is not null || Number is not null || QueueId is not null || (OwnerId is not null && !IsNarrowed);

    public IEnumerable<SelectListItem> Views => Enum.GetValues<CaseView>()
        .Where(v => v switch
        {
            CaseView.Mine => MayOpen,
            CaseView.ToSign => me.May(CasePermissions.Approve),
            CaseView.ToReview => me.May(CasePermissions.Direct),
            _ => true,
        })
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        State = await state.HandleAsync(new(CasesListKind.Name), ct);
        Show ??= MayOpen && !me.May(CasePermissions.Direct) ? CaseView.Mine : CaseView.Open;
        var query = new ListCases(Show.Value)
        {
            Kind = Kind,
            Priority = Priority,
            CategoryId = CategoryId,
            Channel = Channel,
            Number = Number,
            CustomerId = CustomerId,
            OwnerId = OwnerId,
            QueueId = QueueId,
            CauseId = CauseId,
            Due = Due,
            Text = Words,
            Order = Orders.GetValueOrDefault(Sort ?? ""),
            After = After,
        };
        List = await list.HandleAsync(query, ct);
    }

    public IActionResult OnGet() => !Request.QueryString.HasValue && State.Opens is { } opens ? LocalRedirect(ViewMenu.Opened(Url.Content("~/cases"), opens)) : Page();

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken ct)
    {
        await claim.HandleAsync(new(id), ct);
        return this.Done("It is yours now.", "Details", new { id });
    }
}
