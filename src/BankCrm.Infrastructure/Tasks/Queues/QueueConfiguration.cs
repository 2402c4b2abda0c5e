using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Queues;

internal sealed class WorkQueueConfiguration : IEntityTypeConfiguration<WorkQueue>, IViolations
{
    private const string Name = "ux_work_queues_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "The branch has a queue of this name already.",
        ["pk_work_queues"] = "This queue was opened already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<WorkQueue> queues)
    {
        queues.ToTable("work_queues");
        queues.Property(q => q.Name).HasMaxLength(WorkQueue.NameMaxLength);
        queues.Property(q => q.Needs).HasField("needs").HasColumnType("text[]");
        queues.Property(q => q.Wishes).HasField("wishes").HasColumnType("text[]");
        queues.ComplexProperty(q => q.Weights);
        queues.HasOne<Branch>().WithMany().HasForeignKey(q => q.BranchId).OnDelete(DeleteBehavior.Restrict);
        queues.HasMany(q => q.Members).WithOne().HasForeignKey(m => m.QueueId).OnDelete(DeleteBehavior.Cascade);
        queues.Navigation(q => q.Members).AutoInclude();

        queues.HasIndex(q => new { q.BranchId, q.Name }, Name).IsUnique().HasFilter("closed_at is null");
        queues.HasIndex(q => new { q.BranchId, q.Name, q.Id }); // a branch's, by name, page after page
    }
}

internal sealed class QueueMemberConfiguration : IEntityTypeConfiguration<QueueMember>, IViolations
{
    private const string Once = "ux_queue_members_staff";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string> { [Once] = "This colleague is a member already." };

    public void Configure(EntityTypeBuilder<QueueMember> members)
    {
        members.ToTable("queue_members", table => table.HasCheckConstraint("ck_queue_members_capacity", "capacity > 0"));
        members.Property(m => m.Skills).HasField("skills").HasColumnType("text[]");
        members.HasOne<Branch>().WithMany().HasForeignKey(m => m.BranchId).OnDelete(DeleteBehavior.Restrict);
        members.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.StaffId).OnDelete(DeleteBehavior.Restrict);
        members.HasIndex(m => new { m.QueueId, m.StaffId }, Once).IsUnique();
    }
}

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decisions)
    {
        decisions.ToTable("decisions");
        decisions.Ignore(d => d.Counting);
        decisions.Property(d => d.Counted).HasColumnType("jsonb");
        decisions.HasOne<Branch>().WithMany().HasForeignKey(d => d.BranchId).OnDelete(DeleteBehavior.Restrict);
        decisions.HasOne<WorkQueue>().WithMany().HasForeignKey(d => d.QueueId).OnDelete(DeleteBehavior.Restrict);
        decisions.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.ChosenId).OnDelete(DeleteBehavior.Restrict);

        decisions.HasIndex(d => new { d.SubjectId, d.At });          // how a piece of work came to its owner
        decisions.HasIndex(d => new { d.QueueId, d.ChosenId, d.At }); // who was given something the longest ago
    }
}
