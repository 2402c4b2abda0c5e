using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers;

/// <summary>The customers of one's branches.</summary>
[Allow(CustomerPermissions.Read)]
[BindProperties(SupportsGet = true)]
public sealed class IndexModel(IQueryHandler<ListCustomers, CustomerList> list, CurrentUser me, Text text) : PageModel
{
    private const string Mine = "mine";
    private const string Nobodys = "none";

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

    public string? Tag { get; set; }

    /// <summary>"hidden": without the protected records.</summary>
    public string? Protected { get; set; }

    public string? Sort { get; set; }

    public string? After { get; set; }

    /// <summary>"all": to the last one.</summary>
    public string? Count { get; set; }

    [BindNever] public CustomerList Customers { get; private set; } = null!;

    public bool ShowsBranches => Customers.Choices.Branches.Count > 0;

    public bool IsFiltered => Kind is not null || Tier is not null || Stage is not null || Branch is not null
        || !string.IsNullOrEmpty(Owner) || !string.IsNullOrEmpty(Tag) || !string.IsNullOrEmpty(Protected);

    public bool CountsAll => Count == "all";

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
        var owner = default(Guid);
        var knowsOwner = string.IsNullOrEmpty(Owner) || Owner is Mine or Nobodys || Guid.TryParse(Owner, out owner);
        if (!ModelState.IsValid || !knowsOwner || !Orders.TryGetValue(Sort ?? "", out var order))
        {
            return BadRequest();
        }

        var filter = new CustomerFilter
        {
            Kind = Kind,
            Tier = Tier,
            Stage = Stage,
            Branch = Branch,
            Tag = Tag,
            IsMine = Owner is Mine,
            IsNobodys = Owner is Nobodys,
            Owner = owner == default ? null : owner,
            HidesProtected = Protected is "hidden",
        };
        Customers = await list.HandleAsync(new(filter, order, After, CountsAll), ct);
        return Page();
    }
}
