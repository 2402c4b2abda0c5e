using BankCrm.Application.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Application.Products.Catalogue;

public static class ShownVersions
{
    /// <summary>One version of each product: the one that holds on that day or, while none does, the first.</summary>
    public static IQueryable<ProductVersion> VersionsShownOn(this CrmDb db, DateOnly day) => db.ProductVersions.Where(v =>
        v.ValidFrom == (db.ProductVersions.Where(o => o.ProductId == v.ProductId && o.ValidFrom <= day).Max(o => (DateOnly?)o.ValidFrom)
            ?? db.ProductVersions.Where(o => o.ProductId == v.ProductId).Min(o => o.ValidFrom)));
}
