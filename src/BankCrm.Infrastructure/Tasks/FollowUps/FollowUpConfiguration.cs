using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.FollowUps;

internal sealed class FollowUpConfiguration : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> followUps)
    {
        followUps.ToTable("follow_ups", table => table.HasCheckConstraint(
            "ck_follow_ups_ended", "(status in ('Done', 'Dropped')) = (ended_at is not null)"));
        followUps.Property(f => f.Subject).HasMaxLength(FollowUp.SubjectMaxLength);
        followUps.Ignore(f => f.Due);
        followUps.HasOne<Branch>().WithMany().HasForeignKey(f => f.BranchId).OnDelete(DeleteBehavior.Restrict);
        followUps.HasOne<Customer>().WithMany().HasForeignKey(f => f.CustomerId).OnDelete(DeleteBehavior.Restrict);
        followUps.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.OwnerId).OnDelete(DeleteBehavior.Restrict);
        followUps.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.PlannedBy).OnDelete(DeleteBehavior.Restrict);
        followUps.HasOne<FollowUp>().WithMany().HasForeignKey(f => f.FollowsId).OnDelete(DeleteBehavior.Restrict);
        followUps.HasOne<WorkQueue>().WithMany().HasForeignKey(f => f.QueueId).OnDelete(DeleteBehavior.Restrict);
        followUps.HasMany(f => f.Followers).WithOne().HasForeignKey(f => f.FollowUpId).OnDelete(DeleteBehavior.Cascade);
        followUps.HasMany(f => f.Steps).WithOne().HasForeignKey(s => s.FollowUpId).OnDelete(DeleteBehavior.Cascade);

        // One's own, a branch's, what lies with it, and what one gave away: open, in the order in which it is due.
        followUps.HasIndex(f => new { f.OwnerId, f.DueAt, f.Id }, "ix_follow_ups_owner_open").HasFilter("ended_at is null");
        followUps.HasIndex(f => new { f.BranchId, f.DueAt, f.Id }, "ix_follow_ups_branch_open").HasFilter("ended_at is null");
        followUps.HasIndex(f => new { f.BranchId, f.DueAt, f.Id }, "ix_follow_ups_branch_unowned").HasFilter("ended_at is null and owner_id is null");
        followUps.HasIndex(f => new { f.PlannedBy, f.DueAt, f.Id }, "ix_follow_ups_planned_open").HasFilter("ended_at is null");

        // What waits in a queue, and how much; and what came out of one.
        followUps.HasIndex(f => new { f.QueueId, f.DueAt, f.Id }, "ix_follow_ups_waiting").HasFilter("ended_at is null and owner_id is null and queue_id is not null");
        followUps.HasIndex(f => new { f.QueueId, f.OwnerId }, "ix_follow_ups_out_of_queue").HasFilter("queue_id is not null and ended_at is null");

        // The columns of the board.
        followUps.HasIndex(f => new { f.OwnerId, f.Status, f.DueAt, f.Id }, "ix_follow_ups_owner_board").HasFilter("ended_at is null");
        followUps.HasIndex(f => new { f.BranchId, f.Status, f.DueAt, f.Id }, "ix_follow_ups_branch_board").HasFilter("ended_at is null");

        // What has ended, the latest first.
        followUps.HasIndex(f => new { f.OwnerId, f.EndedAt, f.Id }, "ix_follow_ups_owner_ended").HasFilter("ended_at is not null");
        followUps.HasIndex(f => new { f.BranchId, f.EndedAt, f.Id }, "ix_follow_ups_branch_ended").HasFilter("ended_at is not null");

        // A customer's: coming up, and in the timeline.
        followUps.HasIndex(f => new { f.CustomerId, f.PlannedAt });
    }
}

internal sealed class FollowUpFollowerConfiguration : IEntityTypeConfiguration<FollowUpFollower>
{
    public void Configure(EntityTypeBuilder<FollowUpFollower> followers)
    {
        followers.ToTable("follow_up_followers");
        followers.HasOne<Branch>().WithMany().HasForeignKey(f => f.BranchId).OnDelete(DeleteBehavior.Restrict);
        followers.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.StaffId).OnDelete(DeleteBehavior.Restrict);

        // Who follows one; whether somebody does.
        followers.HasIndex(f => new { f.FollowUpId, f.StaffId }).IsUnique();
    }
}

internal sealed class FollowUpItemConfiguration : IEntityTypeConfiguration<FollowUpItem>
{
    public void Configure(EntityTypeBuilder<FollowUpItem> items)
    {
        items.ToTable("follow_up_items");
        items.Property(i => i.Text).HasMaxLength(FollowUpItem.TextMaxLength);
        items.HasOne<FollowUp>().WithMany().HasForeignKey(i => i.FollowUpId).OnDelete(DeleteBehavior.Cascade);
        items.HasOne<Branch>().WithMany().HasForeignKey(i => i.BranchId).OnDelete(DeleteBehavior.Restrict);
        items.HasOne<StaffMember>().WithMany().HasForeignKey(i => i.DoneBy).OnDelete(DeleteBehavior.Restrict);
        items.HasIndex(i => new { i.FollowUpId, i.Place }); // the checklist, in its order
    }
}

internal sealed class FollowUpStepConfiguration : IEntityTypeConfiguration<FollowUpStep>
{
    public void Configure(EntityTypeBuilder<FollowUpStep> steps)
    {
        steps.ToTable("follow_up_steps");
        steps.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
    }
}
