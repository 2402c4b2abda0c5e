using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;
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
public sealed class IndexModel(IQueryHandler<ListCustomers, CustomerList> list, CurrentUser me, Text text, Show show) : PageModel
{
    private const string Mine = "mine";
    private const string Nobodys = "none";
    private const int OldestAge = 150;

    private static readonly Dictionary<string, CustomerOrder> Orders = new()
    {
        [""] = CustomerOrder.NewestFirst,
        ["newest"] = CustomerOrder.NewestFirst,
        ["-number"] = CustomerOrder.NewestFirst,
        ["number"] = CustomerOrder.OldestFirst,
        ["name"] = CustomerOrder.ByName,
        ["-name"] = CustomerOrder.ByNameBackwards,
    };

    public CustomerKind? Kind { get; set; }

    public CustomerTier? Tier { get; set; }

    public LifeCycleStage? Stage { get; set; }

    /// <summary>"mine", "none" or a colleague's id.</summary>
    public string? Owner { get; set; }

    public Guid? Branch { get; set; }

    /// <summary>With commas between them: all of them.</summary>
    public string? Tag { get; set; }

    public Sex? Sex { get; set; }

    public string? City { get; set; }

    public int? AgeFrom { get; set; }

    public int? AgeTo { get; set; }

    public bool? Phone { get; set; }

    public DateOnly? AddedFrom { get; set; }

    public DateOnly? AddedTo { get; set; }

    public DateOnly? ChangedFrom { get; set; }

    public DateOnly? ChangedTo { get; set; }

    /// <summary>"hidden": without the protected records.</summary>
    public string? Protected { get; set; }

    public string? Sort { get; set; }

    public string? After { get; set; }

    /// <summary>"all": to the last one.</summary>
    public string? Count { get; set; }

    /// <summary>Their keys, in order, with commas between them. Empty: the usual ones.</summary>
    public string? Columns { get; set; }

    [BindNever] public CustomerList Customers { get; private set; } = null!;

    /// <summary>The filters in force, in words.</summary>
    [BindNever] public IReadOnlyList<Chip> Chips { get; private set; } = [];

    [BindNever] public IReadOnlyList<CustomerColumn> Shown { get; private set; } = CustomerColumns.Usual;

    public bool ShowsBranches => Customers.Choices.Branches.Count > 0;

    public bool IsFiltered => Chips.Count > 0;

    /// <summary>One of the filters that are not always in sight is in force.</summary>
    public bool HasMoreFilters => Sex is not null || !string.IsNullOrEmpty(City) || AgeFrom is not null || AgeTo is not null || Phone is not null
        || AddedFrom is not null || AddedTo is not null || ChangedFrom is not null || ChangedTo is not null || !string.IsNullOrEmpty(Protected);

    public bool CountsAll => Count == "all";

    /// <summary>Where the columns are chosen; it leads back to the list as it is.</summary>
    public string ColumnsPage => Url.Content("~/customers/columns") + Request.QueryString;

    /// <summary>On a telephone the first two columns are shown.</summary>
    public string ClassOf(int place) =>
        (place < 2 ? "" : "wide") + (Shown[place] is CustomerColumn.Born ? " num" : "");

    public IEnumerable<SelectListItem> Owners =>
    [
        new(text["My customers"], Mine),
        new(text["Nobody's"], Nobodys),
        .. Customers.Choices.Owners.Where(o => o.Id != me.StaffId).Select(o => new SelectListItem(o.Name, o.Id.ToString())),
    ];

    public IEnumerable<SelectListItem> Branches => Customers.Choices.Branches.Select(b => new SelectListItem(b.Name, b.Id.ToString()));

    public IEnumerable<SelectListItem> ProtectedChoices => [new(text["Hide them"], "hidden")];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || Filter() is not { } filter || !Orders.TryGetValue(Sort ?? "", out var order) || CustomerColumns.Read(Columns) is not { } columns)
        {
            return BadRequest();
        }

        Customers = await list.HandleAsync(new(filter, order, After, CountsAll, columns), ct);
        Chips = FilterWords.Of(filter, Customers.Choices, text, show);
        Shown = ShowsBranches ? columns : [.. columns.Where(c => c is not CustomerColumn.Branch)];
        return Page();
    }

    /// <summary>Null: the address asks for what there is not.</summary>
    private CustomerFilter? Filter()
    {
        var owner = default(Guid);
        if (!(string.IsNullOrEmpty(Owner) || Owner is Mine or Nobodys || Guid.TryParse(Owner, out owner)) || AgeFrom is < 0 or > OldestAge || AgeTo is < 0 or > OldestAge)
        {
            return null;
        }

        return new()
        {
            Kind = Kind,
            Tier = Tier,
            Stage = Stage,
            Branch = Branch,
            Tag = Tag,
            Sex = Sex,
            City = City,
            AgeFrom = AgeFrom,
            AgeTo = AgeTo,
            HasPhone = Phone,
            AddedFrom = AddedFrom,
            AddedTo = AddedTo,
            ChangedFrom = ChangedFrom,
            ChangedTo = ChangedTo,
            IsMine = Owner is Mine,
            IsNobodys = Owner is Nobodys,
            Owner = owner == default ? null : owner,
            HidesProtected = Protected is "hidden",
        };
    }
}
