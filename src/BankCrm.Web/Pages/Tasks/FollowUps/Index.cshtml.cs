using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>What is to be done, by when.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class ListFollowUpsModel(
    IQueryHandler<ListFollowUps, FollowUpList> list, IQueryHandler<GetListState, ListState> state, ICommandHandler<ClaimFollowUp> claim, CurrentUser me, Text text)
    : PageModel, ILoads
{
    /// <summary>What the values of "sort" mean; any other is the usual order.</summary>
    private static readonly Dictionary<string, FollowUpOrder> Orders = new()
    {
        ["-due"] = FollowUpOrder.LatestFirst,
        ["priority"] = FollowUpOrder.ByPriority,
        ["-priority"] = FollowUpOrder.ByPriority,
    };

    [BindProperty(SupportsGet = true)] public FollowUpView? Show { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpWhen? When { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpPriority? Priority { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CustomerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? BranchId { get; set; }

    /// <summary>The day on which they are due. Null: any.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? On { get; set; }

    [FromQuery] public string? Sort { get; set; }

    [FromQuery] public string? After { get; set; }

    /// <summary>The id of the saved view the list is in; "none": in none, though it would open in one.</summary>
    [FromQuery] public string? View { get; set; }

    public ListState State { get; private set; } = null!;

    public ViewMenu Views => new(FollowUpsListKind.Name, State, State.View(Guid.TryParse(View, out var id) ? id : null), ViewAddress.Of(Request));

    /// <summary>The list without filters, also where it opens in a view.</summary>
    public string Cleared => Url.Content("~/tasks") + (State.Opens is null ? "" : $"?{Address.View}=none");

    public FollowUpList List { get; private set; } = null!;

    private FollowUpOrder Order => Orders.GetValueOrDefault(Sort ?? "");

    public bool MayPlan => me.May(TaskPermissions.Work);

    public bool SeesTeam => me.May(TaskPermissions.ReadAll);

    public bool IsEnded => Show is FollowUpView.Ended;

    public bool MayTick => MayPlan && !IsEnded;

    /// <summary>Under headings by when they are due: in the usual order only.</summary>
    public bool IsGrouped => !IsEnded && Order is FollowUpOrder.SoonestFirst;

    public string NewAddress => Url.Content("~/tasks/new") + (CustomerId is { } about ? $"?customerId={about}" : "");

    public IEnumerable<SelectListItem> Shows => Enum.GetValues<FollowUpView>()
        .Where(v => MayPlan || v is FollowUpView.Everybody or FollowUpView.Branch or FollowUpView.Ended)
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        State = await state.HandleAsync(new(FollowUpsListKind.Name), ct);
        Show ??= MayPlan ? FollowUpView.Mine : FollowUpView.Everybody;
        List = await list.HandleAsync(new(Show.Value, When, Kind, Priority, Status, CustomerId, OwnerId, BranchId, Order, After) { On = On }, ct);
    }

    public IActionResult OnGet() => !Request.QueryString.HasValue && State.Opens is { } opens ? LocalRedirect(ViewMenu.Opened(Url.Content("~/tasks"), opens)) : Page();

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken ct)
    {
        await claim.HandleAsync(new(id), ct);
        return this.Done("It is yours now.", "Details", new { id });
    }
}
