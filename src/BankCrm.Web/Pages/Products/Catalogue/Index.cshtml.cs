using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Products.Catalogue;

[Allow(ProductPermissions.Read)]
public sealed class ListProductsModel(IQueryHandler<ListProducts, ProductList> list, CurrentUser me, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Search { get; set; }

    [BindProperty(SupportsGet = true)] public ProductClass? Class { get; set; }

    [BindProperty(SupportsGet = true)] public RiskGrade? Risk { get; set; }

    [BindProperty(SupportsGet = true)] public ProductState? State { get; set; }

    public ProductList List { get; private set; } = null!;

    public bool MayManage => me.May(ProductPermissions.Manage);

    public IEnumerable<SelectListItem> Classes => Enum.GetValues<ProductClass>()
        .Select(c => new SelectListItem($"{text[c]} ({List.OfClass.GetValueOrDefault(c)})", c.ToString()));

    public async Task OnGetAsync(string? sort, CancellationToken ct) =>
        List = await list.HandleAsync(new(Search, Class, Risk, State, sort, Languages.Current == Languages.SimplifiedChinese), ct);
}
