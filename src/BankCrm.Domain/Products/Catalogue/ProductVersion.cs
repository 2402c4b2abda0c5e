using BankCrm.Domain.Common;

namespace BankCrm.Domain.Products.Catalogue;

/// <summary>A product's terms from a day on, until the next version's day.</summary>
[Class(DataClass.C1)]
public sealed class ProductVersion : Entity
{
    private ProductVersion() { } // EF Core

    public Guid ProductId { get; private init; }
    public DateOnly ValidFrom { get; private set; }
    public ProductTerms Terms { get; private set; } = new();

    /// <summary>Of wealth products and insurance: the grade that counts. Null: it has none.</summary>
    public RiskGrade? RiskGrade { get; private set; }

    internal static ProductVersion Of(Guid id, Guid productId, DateOnly validFrom, ProductTerms terms) =>
        new() { Id = id, ProductId = productId, ValidFrom = validFrom, Terms = terms, RiskGrade = terms.HigherGrade };

    internal void Change(DateOnly validFrom, ProductTerms terms)
    {
        ValidFrom = validFrom;
        Terms = terms;
        RiskGrade = terms.HigherGrade;
    }
}
