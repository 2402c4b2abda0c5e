using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Products.Catalogue;

/// <summary>A product: the terms of today or of any day, and all versions.</summary>
[Allow(ProductPermissions.Read)]
public sealed class ProductModel(IQueryHandler<GetProduct, ProductDetails> get, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public string Code { get; set; } = "";

    /// <summary>The day whose terms are shown. Null: today.</summary>
    [BindProperty(SupportsGet = true)] public DateOnly? On { get; set; }

    public ProductDetails Product { get; private set; } = null!;

    public bool MayManage => me.May(ProductPermissions.Manage);

    public async Task LoadAsync(CancellationToken ct) => Product = await get.HandleAsync(new(Code, On), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, uint version, [FromServices] ICommandHandler<CancelComingVersion> cancel, CancellationToken ct)
    {
        await LoadAsync(ct);
        await cancel.HandleAsync(new(Product.Id, version, id), ct);
        return this.Done("The version was taken back.", "Details", new { Product.Code });
    }

    public async Task<IActionResult> OnPostPutBackAsync(uint version, [FromServices] ICommandHandler<PutBackOnSale> putBack, CancellationToken ct)
    {
        await LoadAsync(ct);
        await putBack.HandleAsync(new(Product.Id, version), ct);
        return this.Done("The product is on sale again, within its period.", "Details", new { Product.Code });
    }
}
