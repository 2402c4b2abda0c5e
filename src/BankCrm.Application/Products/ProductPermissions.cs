using BankCrm.Application.Common;

namespace BankCrm.Application.Products;

public static class ProductPermissions
{
    [Permission(
        "See the product catalogue", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing,
        ShippedRole.ComplianceOfficer, ShippedRole.Auditor, ShippedRole.Administrator)]
    public const string Read = "products.read";

    [Permission("Add products, give them new versions and withdraw them from sale", ShippedRole.Marketing)]
    public const string Manage = "products.manage";
}
