using BankCrm.Application.Common;
using BankCrm.Application.Products;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Products.Catalogue;

/// <summary>First the class, then the terms that such products have.</summary>
[Allow(ProductPermissions.Manage)]
public sealed class NewProductModel(ICommandHandler<AddProduct> add, TimeProvider clock) : PageModel
{
    /// <summary>Null: still to be chosen.</summary>
    [BindProperty(SupportsGet = true)] public ProductClass? Class { get; set; }

    [BindProperty] public AddProduct Input { get; set; } = new();

    public void OnGet() => Input = new()
    {
        Id = Guid.CreateVersion7(),
        VersionId = Guid.CreateVersion7(),
        Class = Class ?? default,
        Given = GivenTerms.Of(Branch.DayAt(clock.GetUtcNow()), new()),
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await add.HandleAsync(Input, ct);
        return this.Done("The product stands in the catalogue.", "Details", new { Code = Input.PlainCode });
    }
}
