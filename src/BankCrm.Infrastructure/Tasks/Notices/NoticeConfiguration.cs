using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Notices;

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notices)
    {
        notices.ToTable("notices");
        notices.HasKey(n => n.Id);
        notices.Property(n => n.Id).ValueGeneratedNever();
        notices.HasOne<Branch>().WithMany().HasForeignKey(n => n.BranchId).OnDelete(DeleteBehavior.Restrict);
        notices.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.StaffId).OnDelete(DeleteBehavior.Restrict);

        // One's own, the latest first; and how many of them are new.
        notices.HasIndex(n => new { n.StaffId, n.At, n.Id });
        notices.HasIndex(n => new { n.StaffId, n.At }, "ix_notices_unread").HasFilter("read_at is null");

        // What the clock tells it tells once, whichever instance is first.
        notices.HasIndex(n => new { n.AboutId, n.Kind, n.Moment, n.StaffId }, "ix_notices_once").IsUnique().HasFilter("moment is not null");
    }
}
