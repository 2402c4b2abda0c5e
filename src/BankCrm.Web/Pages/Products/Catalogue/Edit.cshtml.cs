using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Products.Catalogue;

/// <summary>A new version of a product, or one that is coming, changed.</summary>
[Allow(ProductPermissions.Manage)]
public sealed class EditProductModel(IQueryHandler<GetProduct, ProductDetails> get, ICommandHandler<ReviseProduct> revise) : PageModel, ILoads
{
    [FromRoute] public string Code { get; set; } = "";

    /// <summary>The version that is changed. Null: a new one.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Coming { get; set; }

    [BindProperty] public ReviseProduct Input { get; set; } = new();

    public ProductDetails Product { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Product = await get.HandleAsync(new(Code), ct);

    public IActionResult OnGet()
    {
        var changed = Product.Versions.FirstOrDefault(v => v.Id == Coming);
        if (Coming is not null && changed?.IsComing(Product.Today) != true)
        {
            return NotFound();
        }

        Input = new()
        {
            Version = Product.Version,
            VersionId = changed?.Id ?? Guid.CreateVersion7(),
            Given = changed is null ? GivenTerms.Of(null, Product.Versions[0].Terms) : GivenTerms.Of(changed.ValidFrom, changed.Terms),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await revise.HandleAsync(Input with { ProductId = Product.Id, VersionId = Coming ?? Input.VersionId, IsComing = Coming is not null }, ct);
        return this.Done("The new terms hold from their day on.", "Details", new { Product.Code });
    }
}
