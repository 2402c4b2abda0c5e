using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Membership;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Segments;

internal sealed class SegmentConfiguration : IEntityTypeConfiguration<Segment>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_segments"] = "There is such a record already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<Segment> segments)
    {
        segments.ToTable("segments", table => table.HasCheckConstraint("ck_segments_branch", "(reach = 'Branch') = (for_branch_id is not null)"));
        segments.Property(s => s.Name).HasMaxLength(Segment.NameMaxLength);
        segments.Property(s => s.Purpose).HasMaxLength(Segment.PurposeMaxLength);
        segments.HasOne<Branch>().WithMany().HasForeignKey(s => s.ForBranchId).OnDelete(DeleteBehavior.Restrict);
        segments.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.MadeBy).OnDelete(DeleteBehavior.Restrict);
        segments.HasMany(s => s.Versions).WithOne().HasForeignKey(v => v.SegmentId).OnDelete(DeleteBehavior.Restrict);
        segments.HasIndex(s => new { s.Name, s.Id }); // the list; a bank has hundreds
    }
}

internal sealed class SegmentVersionConfiguration : IEntityTypeConfiguration<SegmentVersion>
{
    public void Configure(EntityTypeBuilder<SegmentVersion> versions)
    {
        versions.ToTable("segment_versions");
        versions.HasKey(v => new { v.SegmentId, v.Number });
        versions.Property(v => v.Number).ValueGeneratedNever();
        versions.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.By).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SegmentSnapshotConfiguration : IEntityTypeConfiguration<SegmentSnapshot>
{
    public void Configure(EntityTypeBuilder<SegmentSnapshot> snapshots)
    {
        snapshots.ToTable("segment_snapshots");
        snapshots.Property(s => s.Name).HasMaxLength(SegmentSnapshot.NameMaxLength);
        snapshots.HasOne<Segment>().WithMany().HasForeignKey(s => s.SegmentId).OnDelete(DeleteBehavior.Restrict);
        snapshots.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.TakenBy).OnDelete(DeleteBehavior.Restrict);
        snapshots.HasIndex(s => new { s.SegmentId, s.TakenAt, s.Id }); // those of a segment, the latest first
    }
}

internal sealed class SegmentMemberConfiguration : IEntityTypeConfiguration<SegmentMember>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_segment_members"] = "There is such a record already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<SegmentMember> members)
    {
        members.ToTable("segment_members");
        members.HasKey(m => new { m.SnapshotId, m.CustomerId });
        members.HasOne<SegmentSnapshot>().WithMany().HasForeignKey(m => m.SnapshotId).OnDelete(DeleteBehavior.Cascade);
        members.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Cascade);
        members.HasIndex(m => m.CustomerId); // in which snapshots a customer is
    }
}

internal sealed class RfmScaleConfiguration : IEntityTypeConfiguration<RfmScale>
{
    public void Configure(EntityTypeBuilder<RfmScale> scales)
    {
        scales.ToTable("rfm_scales");
        scales.HasKey(s => s.CountedOn);
    }
}
