using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Products.Catalogue;

[Allow(ProductPermissions.Manage)]
public sealed class WithdrawProductModel(IQueryHandler<GetProduct, ProductDetails> get, ICommandHandler<WithdrawProduct> withdraw) : PageModel, ILoads
{
    [FromRoute] public string Code { get; set; } = "";

    [BindProperty] public WithdrawProduct Input { get; set; } = new();

    public ProductDetails Product { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Product = await get.HandleAsync(new(Code), ct);

    public void OnGet() => Input = new() { Version = Product.Version, From = Product.Today };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await withdraw.HandleAsync(Input with { ProductId = Product.Id }, ct);
        return this.Done("The product is withdrawn from sale.", "Details", new { Product.Code });
    }
}
