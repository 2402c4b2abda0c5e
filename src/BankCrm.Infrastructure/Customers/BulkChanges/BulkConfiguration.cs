using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.BulkChanges;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.BulkChanges;

internal sealed class BulkChangeConfiguration : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> changes)
    {
        changes.ToTable("bulk_changes");
        changes.Property(c => c.Tag).HasMaxLength(Customer.TagMaxLength);
        changes.Property(c => c.Words).HasMaxLength(Domain.Customers.Selections.CustomerSelection.WordsMaxLength);
        changes.Property(c => c.Failure).HasMaxLength(BulkChange.FailureMaxLength);
        changes.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.AskedBy).OnDelete(DeleteBehavior.Restrict);
        changes.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        changes.HasIndex(c => new { c.AskedBy, c.Id }); // a colleague's own, newest first
        changes.HasIndex(c => c.State).HasFilter("state in ('Waiting', 'Running', 'Stopping', 'Undoing')"); // what is to be done
    }
}

internal sealed class BulkProgressConfiguration : IEntityTypeConfiguration<BulkProgress>
{
    public void Configure(EntityTypeBuilder<BulkProgress> progress)
    {
        progress.ToTable("bulk_progress");
        progress.HasKey(p => p.ChangeId);
        progress.Property(p => p.LeasedBy).HasMaxLength(60);
        progress.Property(p => p.Version).IsRowVersion(); // two processes that take it at once: one is refused
        progress.HasOne<BulkChange>().WithOne().HasForeignKey<BulkProgress>(p => p.ChangeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BulkRowConfiguration : IEntityTypeConfiguration<BulkRow>
{
    public void Configure(EntityTypeBuilder<BulkRow> rows)
    {
        rows.ToTable("bulk_rows");

        // The customer is no foreign key: what a change did to a record stays with it when that is merged into another one.
        rows.HasKey(r => new { r.ChangeId, r.CustomerId });
        rows.HasOne<BulkChange>().WithMany().HasForeignKey(r => r.ChangeId).OnDelete(DeleteBehavior.Restrict);
        rows.HasIndex(r => new { r.ChangeId, r.Fate }); // how many of each, and who was left
    }
}
