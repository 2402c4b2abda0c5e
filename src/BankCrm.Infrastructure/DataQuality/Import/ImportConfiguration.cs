using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.DataQuality.Import;

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> runs)
    {
        runs.ToTable("import_runs");
        runs.Property(r => r.FileName).HasMaxLength(ImportRun.FileNameMaxLength);
        runs.Property(r => r.StoredName).HasMaxLength(80);
        runs.Property(r => r.Digest).HasMaxLength(64);
        runs.Property(r => r.Failure).HasMaxLength(ImportRun.FailureMaxLength);
        runs.Ignore(r => r.Layout);
        runs.Ignore(r => r.Mapping);
        runs.HasOne<Branch>().WithMany().HasForeignKey(r => r.BranchId).OnDelete(DeleteBehavior.Restrict);
        runs.HasIndex(r => new { r.BranchId, r.Id }); // a branch's list, newest first
        runs.HasIndex(r => r.StartedAt).HasFilter("status in ('Checking', 'Running', 'Cancelling', 'Undoing')"); // what is to be done
    }
}

internal sealed class ImportProgressConfiguration : IEntityTypeConfiguration<ImportProgress>
{
    public void Configure(EntityTypeBuilder<ImportProgress> progress)
    {
        progress.ToTable("import_progress");
        progress.HasKey(p => p.RunId);
        progress.Property(p => p.LeasedBy).HasMaxLength(60);
        progress.HasOne<ImportRun>().WithOne().HasForeignKey<ImportProgress>(p => p.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportFindingConfiguration : IEntityTypeConfiguration<ImportFinding>
{
    public void Configure(EntityTypeBuilder<ImportFinding> findings)
    {
        findings.ToTable("import_findings");
        findings.Property(f => f.Sentence).HasMaxLength(300);
        findings.HasOne<ImportRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Restrict);
        findings.HasIndex(f => new { f.RunId, f.Line, f.Id }); // the report, in the order of the file
        findings.HasIndex(f => f.CustomerId).HasFilter("customer_id is not null"); // what points at a customer who is merged
    }
}

internal sealed class ImportedCustomerConfiguration : IEntityTypeConfiguration<ImportedCustomer>
{
    public void Configure(EntityTypeBuilder<ImportedCustomer> rows)
    {
        rows.ToTable("imported_customers");
        rows.HasKey(r => new { r.RunId, r.Line }); // a row comes in once
        rows.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
        rows.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Cascade);
        rows.HasIndex(r => r.CustomerId); // where a customer came from
    }
}

internal sealed class ImportImageConfiguration : IEntityTypeConfiguration<ImportImage>
{
    public void Configure(EntityTypeBuilder<ImportImage> images)
    {
        images.ToTable("import_images");
        images.Property(i => i.TableName).HasMaxLength(ImportImage.TableMaxLength);
        images.Property(i => i.Before).HasColumnType("jsonb");
        images.Property(i => i.After).HasColumnType("jsonb");
        images.HasOne<ImportRun>().WithMany().HasForeignKey(i => i.RunId).OnDelete(DeleteBehavior.Restrict);
        images.HasKey(i => new { i.RunId, i.Line, i.Id }); // by what a row of the file changed; those of a customer are found by imported_customers
        images.Property(i => i.Id).UseIdentityByDefaultColumn();
    }
}

internal sealed class SavedMappingConfiguration : IEntityTypeConfiguration<SavedMapping>, IViolations
{
    private const string Names = "ux_saved_mappings_name";
    private const string LastOnes = "ux_saved_mappings_last";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Names] = "Somebody saved a mapping of this name at the same moment. Try again.",
        [LastOnes] = "Another import of such a list began at the same moment. Try again.",
    };

    public void Configure(EntityTypeBuilder<SavedMapping> mappings)
    {
        mappings.ToTable("saved_mappings");
        mappings.Property(m => m.Name).HasMaxLength(SavedMapping.NameMaxLength);
        mappings.Property(m => m.HeaderKey).HasMaxLength(64);
        mappings.Ignore(m => m.Columns);
        mappings.HasOne<Branch>().WithMany().HasForeignKey(m => m.BranchId).OnDelete(DeleteBehavior.Restrict);
        mappings.HasIndex(m => new { m.BranchId, m.Subject, m.Name }).IsUnique().HasFilter("name <> ''").HasDatabaseName(Names);
        mappings.HasIndex(m => new { m.BranchId, m.Subject, m.HeaderKey }, LastOnes).IsUnique().HasFilter("name = ''").HasDatabaseName(LastOnes);
        mappings.HasIndex(m => new { m.BranchId, m.HeaderKey, m.UsedAt }); // what a list with these columns meant last
    }
}
