using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Tags;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Tags;

internal sealed class TagChangeConfiguration : IEntityTypeConfiguration<TagChange>
{
    public void Configure(EntityTypeBuilder<TagChange> changes)
    {
        changes.ToTable("tag_changes");
        changes.Property(c => c.From).HasMaxLength(Customer.TagMaxLength);
        changes.Property(c => c.To).HasMaxLength(Customer.TagMaxLength);
        changes.Ignore(c => c.Customers);
        changes.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        changes.HasIndex(c => new { c.BranchId, c.Id }); // the latest of a branch
    }
}

internal sealed class RetiredTagConfiguration : IEntityTypeConfiguration<RetiredTag>
{
    public void Configure(EntityTypeBuilder<RetiredTag> tags)
    {
        tags.ToTable("retired_tags");
        tags.Property(t => t.Name).HasMaxLength(Customer.TagMaxLength);
        tags.HasIndex(t => t.Name).IsUnique();
    }
}
