using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.DataQuality.Export;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<CustomerExport>, IViolations
{
    private const string AtWork = "ux_exports_at_work";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [AtWork] = "Another export of yours is being written. Wait for it, or cancel it.",
    };

    public void Configure(EntityTypeBuilder<CustomerExport> exports)
    {
        exports.ToTable("exports");
        exports.Property(e => e.Language).HasMaxLength(20);
        exports.Property(e => e.Reason).HasMaxLength(CustomerExport.ReasonMaxLength);
        exports.Property(e => e.Answer).HasMaxLength(CustomerExport.ReasonMaxLength);
        exports.Property(e => e.Failure).HasMaxLength(CustomerExport.FailureMaxLength);
        exports.Property(e => e.Digest).HasMaxLength(64);
        exports.Ignore(e => e.Reference);
        exports.HasOne<Branch>().WithMany().HasForeignKey(e => e.BranchId).OnDelete(DeleteBehavior.Restrict);
        exports.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.RequestedBy).OnDelete(DeleteBehavior.Restrict);

        exports.HasIndex(e => e.RequestedBy).IsUnique().HasFilter("status = 'Waiting'").HasDatabaseName(AtWork); // one at a time
        exports.HasIndex(e => new { e.RequestedBy, e.Id });                                                      // one's own, newest first
        exports.HasIndex(e => new { e.BranchId, e.Id });                                                         // a branch's, and who decides
        exports.HasIndex(e => e.ExpiresAt).HasFilter("status = 'Ready'");                                        // what nobody came for
    }
}

internal sealed class ExportProgressConfiguration : IEntityTypeConfiguration<ExportProgress>
{
    public void Configure(EntityTypeBuilder<ExportProgress> progress)
    {
        progress.ToTable("export_progress");
        progress.HasKey(p => p.ExportId);
        progress.Property(p => p.LeasedBy).HasMaxLength(60);
        progress.HasOne<CustomerExport>().WithOne().HasForeignKey<ExportProgress>(p => p.ExportId).OnDelete(DeleteBehavior.Restrict);
    }
}
