using BankCrm.Application.Products;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Products.Catalogue;

internal sealed class ProductsEntry : IMenuEntry
{
    public string Permission => ProductPermissions.Read;

    public string Section => MenuSections.Sales;

    public string Sentence => "Product catalogue";

    public string Icon => "packages";

    public string Path => "/products";

    public int Order => 100;

    public string Keys => "g p";
}

internal sealed class NewProductAction : IQuickAction
{
    public string Permission => ProductPermissions.Manage;

    public string Sentence => "New product";

    public string Icon => "packages";

    public string Path => "/products/new";

    public int Order => 200;
}
