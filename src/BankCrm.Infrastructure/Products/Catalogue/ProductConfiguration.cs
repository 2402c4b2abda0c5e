using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Products.Catalogue;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>, IViolations
{
    private const string Code = "ux_products_code";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_products"] = "There is such a record already.", // the same form, sent twice
        [Code] = "Another product has this code.",
    };

    public void Configure(EntityTypeBuilder<Product> products)
    {
        products.ToTable("products");
        products.Property(p => p.Code).HasMaxLength(Product.CodeMaxLength);
        products.Property(p => p.Currency).HasMaxLength(3);
        products.Property(p => p.WithdrawalReason).HasMaxLength(Product.ReasonMaxLength);
        products.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Cascade); // one that is taken back is deleted
        products.Navigation(p => p.Versions).AutoInclude();
        products.HasIndex(p => p.Code).IsUnique().HasDatabaseName(Code); // as other systems name it
    }
}

internal sealed class ProductVersionConfiguration : IEntityTypeConfiguration<ProductVersion>, IViolations
{
    private const string Day = "ux_product_versions_day";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_product_versions"] = "There is such a record already.",
        [Day] = "Another version begins on that day.",
    };

    public void Configure(EntityTypeBuilder<ProductVersion> versions)
    {
        versions.ToTable("product_versions", table =>
        {
            table.HasCheckConstraint("ck_product_versions_grade", "risk_grade is not distinct from greatest(terms_issuer_grade, terms_own_grade)");
            table.HasCheckConstraint("ck_product_versions_amounts", "terms_maximum is null or terms_minimum is null or terms_maximum >= terms_minimum");
            table.HasCheckConstraint("ck_product_versions_term", "terms_term is null or (terms_term > 0 and terms_term_unit is not null)");
        });
        versions.ComplexProperty(v => v.Terms, terms =>
        {
            terms.Property(t => t.Name).HasMaxLength(ProductTerms.NameMaxLength);
            terms.Property(t => t.ChineseName).HasMaxLength(ProductTerms.NameMaxLength);
            terms.Property(t => t.Description).HasMaxLength(ProductTerms.DescriptionMaxLength);
            terms.Property(t => t.ChineseDescription).HasMaxLength(ProductTerms.DescriptionMaxLength);
            terms.Property(t => t.Benchmark).HasMaxLength(ProductTerms.BenchmarkMaxLength);
        });

        versions.HasIndex(v => new { v.ProductId, v.ValidFrom }).IsUnique().HasDatabaseName(Day); // which holds on a day; two never begin on one
    }
}
