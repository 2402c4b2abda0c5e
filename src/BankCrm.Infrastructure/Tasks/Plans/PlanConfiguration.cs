using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Plans;

internal sealed class ActionPlanConfiguration : IEntityTypeConfiguration<ActionPlan>, IViolations
{
    private const string Name = "ux_action_plans_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "There is a plan of this name already.",
        ["pk_action_plans"] = "This plan was written already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<ActionPlan> plans)
    {
        plans.ToTable("action_plans");
        plans.Property(p => p.Name).HasMaxLength(ActionPlan.NameMaxLength);
        plans.Property(p => p.ChineseName).HasMaxLength(ActionPlan.NameMaxLength);
        plans.Property(p => p.Purpose).HasMaxLength(ActionPlan.PurposeMaxLength);
        plans.HasOne<Branch>().WithMany().HasForeignKey(p => p.ForBranchId).OnDelete(DeleteBehavior.Restrict);
        plans.HasIndex(p => new { p.ForBranchId, p.Name }, Name).IsUnique().AreNullsDistinct(false);
        plans.HasIndex(p => new { p.Name, p.Id }); // the list, page after page
    }
}

internal sealed class PlanVersionConfiguration : IEntityTypeConfiguration<PlanVersion>
{
    public void Configure(EntityTypeBuilder<PlanVersion> versions)
    {
        versions.ToTable("plan_versions");
        versions.Ignore(v => v.Contents);
        versions.HasOne<ActionPlan>().WithMany().HasForeignKey(v => v.PlanId).OnDelete(DeleteBehavior.Restrict);
        versions.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.WrittenBy).OnDelete(DeleteBehavior.Restrict);
        versions.HasMany(v => v.Steps).WithOne().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Cascade);
        versions.HasIndex(v => new { v.PlanId, v.Number }).IsUnique(); // two who change it at once do not both write the next one
    }
}

internal sealed class PlanStepConfiguration : IEntityTypeConfiguration<PlanStep>
{
    public void Configure(EntityTypeBuilder<PlanStep> steps)
    {
        steps.ToTable("plan_steps");
        steps.Ignore(s => s.Content);
        steps.Property(s => s.Subject).HasMaxLength(FollowUp.SubjectMaxLength);
        steps.Property(s => s.Tiers).HasField("tiers").HasColumnType("text[]");
        steps.HasOne<WorkQueue>().WithMany().HasForeignKey(s => s.QueueId).OnDelete(DeleteBehavior.Restrict);
        steps.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
        steps.HasIndex(s => new { s.VersionId, s.Place }).IsUnique();
    }
}

internal sealed class RunningPlanConfiguration : IEntityTypeConfiguration<RunningPlan>, IViolations
{
    private const string Occasion = "ux_running_plans_occasion";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Occasion] = "This occasion has started the plan already.",
        ["pk_running_plans"] = "This plan was started already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<RunningPlan> plans)
    {
        plans.ToTable("running_plans", table => table.HasCheckConstraint("ck_running_plans_ended", "(status in ('Done', 'Stopped')) = (ended_at is not null)"));
        plans.Property(r => r.Occasion).HasMaxLength(RunningPlan.OccasionMaxLength);
        plans.HasOne<Branch>().WithMany().HasForeignKey(r => r.BranchId).OnDelete(DeleteBehavior.Restrict);
        plans.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Restrict);
        plans.HasOne<ActionPlan>().WithMany().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.Restrict);
        plans.HasOne<PlanVersion>().WithMany().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Restrict);
        plans.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.StartedBy).OnDelete(DeleteBehavior.Restrict);
        plans.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RunningPlanId).OnDelete(DeleteBehavior.Cascade);
        plans.Navigation(r => r.Steps).AutoInclude();

        plans.HasIndex(r => new { r.PlanId, r.Occasion }, Occasion).IsUnique().HasFilter("occasion is not null"); // never twice, whoever looks at once

        // Those that run and those that have ended, of a branch and of the whole bank, and of one plan: the latest first.
        plans.HasIndex(r => new { r.BranchId, r.Status, r.StartedAt, r.Id }, "ix_running_plans_branch_open").HasFilter("ended_at is null");
        plans.HasIndex(r => new { r.BranchId, r.StartedAt, r.Id }, "ix_running_plans_branch_ended").HasFilter("ended_at is not null");
        plans.HasIndex(r => new { r.Status, r.StartedAt, r.Id }, "ix_running_plans_open").HasFilter("ended_at is null");
        plans.HasIndex(r => new { r.StartedAt, r.Id }, "ix_running_plans_ended").HasFilter("ended_at is not null");
        plans.HasIndex(r => new { r.PlanId, r.Status, r.StartedAt, r.Id });
        plans.HasIndex(r => new { r.CustomerId, r.StartedAt, r.Id }); // a customer's: what runs, and in the timeline
    }
}

internal sealed class RunningStepConfiguration : IEntityTypeConfiguration<RunningStep>
{
    public void Configure(EntityTypeBuilder<RunningStep> steps)
    {
        steps.ToTable("running_steps");
        steps.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
        steps.HasOne<FollowUp>().WithMany().HasForeignKey(s => s.FollowUpId).OnDelete(DeleteBehavior.Restrict);
        steps.HasIndex(s => new { s.RunningPlanId, s.Place }).IsUnique();
        steps.HasIndex(s => s.FollowUpId).IsUnique().HasFilter("follow_up_id is not null"); // to which plan a follow-up belongs
    }
}

internal sealed class PlanScanConfiguration : IEntityTypeConfiguration<PlanScan>
{
    public void Configure(EntityTypeBuilder<PlanScan> scans)
    {
        scans.ToTable("plan_scans");
        scans.HasKey(s => s.PlanId);
        scans.Property(s => s.After).HasMaxLength(PlanScan.AfterMaxLength);
        scans.Property(s => s.TakenBy).HasMaxLength(PlanScan.WorkerMaxLength);
        scans.HasOne<ActionPlan>().WithOne().HasForeignKey<PlanScan>(s => s.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}
