using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Products.Catalogue;

/// <param name="Search">A part of the code or of a name in either language.</param>
/// <param name="Sort">code, name, class, rate or risk; with a dash before it the other way round.</param>
/// <param name="InChinese">In which language names are ordered.</param>
[Allow(ProductPermissions.Read)]
public sealed record ListProducts(
    string? Search = null, ProductClass? Class = null, RiskGrade? Risk = null, ProductState? State = null, string? Sort = null, bool InChinese = false);

public sealed record ProductRow(
    string Code, ProductClass Class, string Currency, ProductState State, RiskGrade? RiskGrade, DateOnly ValidFrom, DateOnly? WithdrawnFrom, ProductTerms Terms);

/// <param name="All">How many products there are in all.</param>
/// <param name="OfClass">Of those that match but for the class.</param>
public sealed record ProductList(IReadOnlyList<ProductRow> Products, int All, IReadOnlyDictionary<ProductClass, int> OfClass);

/// <summary>A bank sells hundreds of things and not thousands: all are read, with the terms of today.</summary>
internal sealed class ListProductsHandler(CrmDb db, TimeProvider clock) : IQueryHandler<ListProducts, ProductList>
{
    public async Task<ProductList> HandleAsync(ListProducts query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var read = await db.VersionsShownOn(today)
            .Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Code, p.Class, p.Currency, p.WithdrawnFrom, v.ValidFrom, v.RiskGrade, v.Terms })
            .ToListAsync(ct);
        var matching = read
            .Select(p => new ProductRow(
                p.Code, p.Class, p.Currency, Product.StateOn(today, p.WithdrawnFrom, p.ValidFrom, p.Terms), p.RiskGrade, p.ValidFrom, p.WithdrawnFrom, p.Terms))
            .Where(p => Matches(p, query)).ToList();
        var shown = matching.Where(p => query.Class is null || p.Class == query.Class);
        return new([.. Ordered(shown, query)], read.Count, matching.GroupBy(p => p.Class).ToDictionary(g => g.Key, g => g.Count()));
    }

    private static bool Matches(ProductRow product, ListProducts query) =>
        (query.Risk is null || product.RiskGrade == query.Risk)
        && (query.State is null || product.State == query.State)
        && (string.IsNullOrWhiteSpace(query.Search) || Holds(product, query.Search.Trim()));

    private static bool Holds(ProductRow product, string searched) =>
        new[] { product.Code, product.Terms.Name, product.Terms.ChineseName }.Any(text => text.Contains(searched, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ProductRow> Ordered(IEnumerable<ProductRow> products, ListProducts query)
    {
        var (sort, isDown) = query.Sort is ['-', .. var rest] ? (rest, true) : (query.Sort ?? "class", false);
        var byCode = products.OrderBy(p => p.Code, StringComparer.Ordinal); // a stable order holds it among equals
        return sort switch
        {
            "code" => isDown ? products.OrderByDescending(p => p.Code, StringComparer.Ordinal) : byCode,
            "name" => By(p => query.InChinese ? p.Terms.ChineseName : p.Terms.Name, StringComparer.OrdinalIgnoreCase),
            "rate" => By(p => p.Terms.Rate ?? -1),
            "risk" => By(p => (int?)p.RiskGrade ?? -1),
            _ => By(p => p.Class),
        };

        IEnumerable<ProductRow> By<TKey>(Func<ProductRow, TKey> key, IComparer<TKey>? comparer = null) =>
            isDown ? byCode.OrderByDescending(key, comparer) : byCode.OrderBy(key, comparer);
    }
}
