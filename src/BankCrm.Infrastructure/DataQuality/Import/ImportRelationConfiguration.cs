using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.DataQuality.Import;

internal sealed class ImportRelationConfiguration : IEntityTypeConfiguration<ImportRelation>
{
    public void Configure(EntityTypeBuilder<ImportRelation> rows)
    {
        rows.ToTable("import_relations");
        rows.Property(r => r.Share).HasPrecision(5, 2);
        rows.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
        rows.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Cascade);
        rows.HasIndex(r => new { r.RunId, r.Line, r.Id }).HasFilter("related is not null"); // what waits, in the order of the file
        rows.HasIndex(r => r.RelationId).HasFilter("relation_id is not null"); // whether an import made a relation
        rows.HasIndex(r => r.CustomerId);
    }
}
