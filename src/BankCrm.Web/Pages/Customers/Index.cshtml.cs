using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Customers;
using BankCrm.Web.Pages.Customers.Selections;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers;

/// <summary>The customers of one's branches.</summary>
[Allow(CustomerPermissions.Read)]
[BindProperties(SupportsGet = true)]
public sealed class IndexModel(
    IQueryHandler<ListCustomers, CustomerList> list, IQueryHandler<GetListState, ListState> state, OneReading reading, CurrentUser me, Text text, Show show)
    : PageModel
{
    /// <summary>What the values of "sort" mean.</summary>
    internal static readonly Dictionary<string, CustomerOrder> Orders = new()
    {
        [""] = CustomerOrder.NewestFirst,
        ["newest"] = CustomerOrder.NewestFirst,
        ["-number"] = CustomerOrder.NewestFirst,
        ["number"] = CustomerOrder.OldestFirst,
        ["name"] = CustomerOrder.ByName,
        ["-name"] = CustomerOrder.ByNameBackwards,
    };

    public CustomerListAddress Asked { get; set; } = new();

    public string? Sort { get; set; }

    public string? After { get; set; }

    /// <summary>"all": to the last one.</summary>
    public string? Count { get; set; }

    /// <summary>Their keys, in order, with commas between them. Empty: those the user chose last, else the usual ones.</summary>
    public string? Columns { get; set; }

    /// <summary>The id of the saved view the list is in; "none": in none, though it would open in one.</summary>
    public string? View { get; set; }

    /// <summary>How the user has the list shown, and which views there are.</summary>
    [BindNever] public ListState State { get; private set; } = null!;

    [BindNever] public ColumnWidths Widths { get; private set; } = ColumnWidths.Read(null);

    [BindNever] public CustomerList Customers { get; private set; } = null!;

    /// <summary>The filters in force, in words.</summary>
    [BindNever] public IReadOnlyList<Chip> Chips { get; private set; } = [];

    [BindNever] public IReadOnlyList<CustomerColumn> Shown { get; private set; } = CustomerColumns.Usual;

    public bool ShowsBranches => Customers.Choices.Branches.Count > 0;

    public bool IsFiltered => Chips.Count > 0;

    /// <summary>No filter is in the address, so that the form is the same for all who are offered the same.</summary>
    public bool AsksForAll => Request.Query.Keys.All(Address.IsNoFilter);

    public string FormKey => $"{me.StaffId} {Customers.Choices.Key} {string.Join(' ', Customers.Choices.Lists)}";

    public bool CountsAll => Count == "all";

    [BindNever] public ViewMenu Views => new(CustomersListKind.Name, State, State.View(Guid.TryParse(View, out var id) ? id : null), ViewAddress.Of(Request), CustomerColumns.Write(Shown));

    /// <summary>The list without filters, also where it opens in a view.</summary>
    public string Cleared => Url.Content("~/customers") + (State.Opens is null ? "" : $"?{Address.View}=none");

    /// <summary>Where the columns are chosen; it leads back to the list as it is.</summary>
    public string ColumnsPage => Address.With(Request, (Address.Columns, CustomerColumns.Write(Shown))).Replace("/customers?", "/customers/columns?", StringComparison.Ordinal);

    /// <summary>Whether rows can be ticked: there is something that this colleague may do with many.</summary>
    public bool MaySelect { get; } = SelectionActions.All.Any(a => me.May(a.Permission));

    /// <summary>Where what was ticked, or all that match, is frozen.</summary>
    public string SelectPage => Url.Content("~/customers/selections") + Request.QueryString;

    /// <summary>Carried by the form, so that a double click freezes once.</summary>
    public Guid NewSelection { get; } = Guid.CreateVersion7();

    /// <summary>On a telephone the first two columns are shown.</summary>
    public string ClassOf(int place) =>
        (place < 2 ? "" : "wide") + (Shown[place] is CustomerColumn.Born ? " num" : "");

    /// <summary>Those that can be changed in their place say so.</summary>
    public string CellClassOf(int place, CustomerRow row) => ClassOf(place) + (EditableCells.MayChange(Shown[place], row, me) ? " edits" : "");

    public string HeadClassOf(int place) => $"{ClassOf(place)} {Widths.ClassOf(Shown[place].Key)}".Trim();

    public IEnumerable<SelectListItem> Tiers => Enum.GetValues<CustomerTier>().Select(t => new SelectListItem(text[t], t.ToString(), Asked.Tier.Contains(t)));

    public IEnumerable<SelectListItem> Stages => Enum.GetValues<LifeCycleStage>().Select(s => new SelectListItem(text[s], s.ToString(), Asked.Stage.Contains(s)));

    public IEnumerable<SelectListItem> Owners =>
    [
        new(text["My customers"], CustomerListAddress.Mine, Asked.Owner.Contains(CustomerListAddress.Mine)),
        new(text["Nobody's"], CustomerListAddress.Nobodys, Asked.Owner.Contains(CustomerListAddress.Nobodys)),
        .. Customers.Choices.Owners.Where(o => o.Id != me.StaffId).Select(o => new SelectListItem(o.Name, o.Id.ToString(), Asked.Owner.Contains(o.Id.ToString()))),
    ];

    public IEnumerable<SelectListItem> Branches => Customers.Choices.Branches.Select(b => new SelectListItem(b.Name, b.Id.ToString(), Asked.Branch.Contains(b.Id)));

    public IEnumerable<SelectListItem> Lists => Customers.Choices.Lists.Select(l => new SelectListItem(l.Name, l.Id.ToString()));

    public IEnumerable<SelectListItem> Months => Enumerable.Range(1, 12).Select(m => new SelectListItem(show.Month(m), m.ToString(CultureInfo.InvariantCulture)));

    public IEnumerable<SelectListItem> TagChoices => [new(text["All of these"], ""), new(text["One of these"], "true")];

    public IEnumerable<SelectListItem> ProtectedChoices => [new(text["Hide them"], "hidden")];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => reading.ReadAsync(() => AnswerAsync(ct), ct);

    private async Task<IActionResult> AnswerAsync(CancellationToken ct)
    {
        State = await state.HandleAsync(new(CustomersListKind.Name), ct);
        if (!Request.QueryString.HasValue && State.Opens is { } opens)
        {
            return LocalRedirect(ViewMenu.Opened(Url.Content("~/customers"), opens));
        }

        Columns = string.IsNullOrEmpty(Columns) && CustomerColumns.Read(State.Columns) is not null ? State.Columns : Columns;
        Widths = ColumnWidths.Read(State.Widths);
        if (!ModelState.IsValid || Asked.Filter() is not { } filter || !Orders.TryGetValue(Sort ?? "", out var order) || CustomerColumns.Read(Columns) is not { } columns)
        {
            return BadRequest();
        }

        Customers = await list.HandleAsync(new(filter, order, After, CountsAll, columns), ct);
        Chips = FilterWords.Of(filter, Customers.Choices, text, show);
        Shown = ShowsBranches ? columns : [.. columns.Where(c => c is not CustomerColumn.Branch)];
        return Page();
    }
}
