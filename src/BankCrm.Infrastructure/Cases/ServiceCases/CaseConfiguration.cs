using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Cases.ServiceLevels;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.ServiceCases;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<ServiceCase>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["ix_service_cases_source_reference"] = "It came in before.",
    };

    public void Configure(EntityTypeBuilder<ServiceCase> cases)
    {
        cases.ToTable("service_cases", table => table.HasCheckConstraint("ck_service_cases_ended", "(status = 'Open') = (ended_at is null)"));
        cases.HasIndex(c => c.Number).IsUnique();
        cases.Property(c => c.Source).HasMaxLength(ServiceCase.SourceMaxLength);
        cases.Property(c => c.Reference).HasMaxLength(ServiceCase.ReferenceMaxLength);
        cases.HasIndex(c => new { c.Source, c.Reference }).IsUnique().HasFilter("source is not null");
        cases.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.OpenedBy).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<WorkQueue>().WithMany().HasForeignKey(c => c.QueueId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<CaseTopic>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<CaseTopic>().WithMany().HasForeignKey(c => c.CauseId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        cases.HasOne<ServiceCase>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        cases.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Cascade);
        cases.HasMany(c => c.Clocks).WithOne().HasForeignKey(k => k.CaseId).OnDelete(DeleteBehavior.Cascade);
        cases.HasMany(c => c.Compensations).WithOne().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Cascade);

        cases.Navigation(c => c.Steps).AutoInclude();
        cases.Navigation(c => c.Clocks).AutoInclude();
        cases.Navigation(c => c.Compensations).AutoInclude();

        // One's own, a branch's, what lies with it: open, in the order in which something is due.
        cases.HasIndex(c => new { c.OwnerId, c.DueAt, c.Id }, "ix_service_cases_owner_open").HasFilter("ended_at is null");
        cases.HasIndex(c => new { c.BranchId, c.DueAt, c.Id }, "ix_service_cases_branch_open").HasFilter("ended_at is null");
        cases.HasIndex(c => new { c.BranchId, c.DueAt, c.Id }, "ix_service_cases_branch_unowned").HasFilter("ended_at is null and owner_id is null");

        // Open ones by when they came in.
        cases.HasIndex(c => new { c.BranchId, c.ReceivedAt, c.Id }, "ix_service_cases_branch_received").HasFilter("ended_at is null");
        cases.HasIndex(c => new { c.ReceivedAt, c.Id }, "ix_service_cases_received").HasFilter("ended_at is null");

        // What waits in a queue, and how much; and what came out of one.
        cases.HasIndex(c => new { c.QueueId, c.DueAt, c.Id }, "ix_service_cases_waiting").HasFilter("ended_at is null and owner_id is null and queue_id is not null");
        cases.HasIndex(c => new { c.QueueId, c.OwnerId }, "ix_service_cases_out_of_queue").HasFilter("queue_id is not null and ended_at is null");

        // The same for who sees the whole bank.
        cases.HasIndex(c => new { c.DueAt, c.Id }, "ix_service_cases_open").HasFilter("ended_at is null");
        cases.HasIndex(c => new { c.EndedAt, c.Id }, "ix_service_cases_ended").HasFilter("ended_at is not null");

        // What has ended, the latest first; what came in, for the report; a customer's.
        cases.HasIndex(c => new { c.BranchId, c.EndedAt, c.Id }, "ix_service_cases_branch_ended").HasFilter("ended_at is not null");
        cases.HasIndex(c => new { c.BranchId, c.ReceivedAt });
        cases.HasIndex(c => new { c.CustomerId, c.ReceivedAt });
    }
}

internal sealed class CaseStepConfiguration : IEntityTypeConfiguration<CaseStep>
{
    public void Configure(EntityTypeBuilder<CaseStep> steps)
    {
        steps.ToTable("case_steps");
        steps.Property(s => s.Chosen).HasColumnType("jsonb");
        steps.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
        steps.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CaseClockConfiguration : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> clocks)
    {
        clocks.ToTable("case_clocks");
        clocks.HasOne<Branch>().WithMany().HasForeignKey(k => k.BranchId).OnDelete(DeleteBehavior.Restrict);
        clocks.HasOne<Customer>().WithMany().HasForeignKey(k => k.CustomerId).OnDelete(DeleteBehavior.Restrict);
        clocks.ComplexProperty(k => k.Time, time => time.MapClock());

        // Who has to be warned next.
        clocks.HasIndex(k => k.NextWarningAt).HasFilter("next_warning_at is not null");
    }
}

internal sealed class CaseTopicConfiguration : IEntityTypeConfiguration<CaseTopic>, IViolations
{
    private const string Name = "ux_case_topics_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "There is one of this name already.",
    };

    public void Configure(EntityTypeBuilder<CaseTopic> topics)
    {
        topics.ToTable("case_topics");
        topics.Property(t => t.Name).HasMaxLength(CaseTopic.NameMaxLength);
        topics.Property(t => t.ChineseName).HasMaxLength(CaseTopic.NameMaxLength);
        topics.Property(t => t.Skill).HasMaxLength(SkillWords.MaxLength);
        topics.HasOne<CaseTopic>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
        topics.HasIndex(t => new { t.Tree, t.ParentId, t.Name }).IsUnique().AreNullsDistinct(false).HasDatabaseName(Name);
    }
}

internal sealed class CompensationConfiguration : IEntityTypeConfiguration<Compensation>
{
    public void Configure(EntityTypeBuilder<Compensation> compensations)
    {
        compensations.ToTable("compensations");
        compensations.Property(c => c.Amount).HasPrecision(19, 4);
        compensations.Property(c => c.Currency).HasMaxLength(Money.CodeLength);
        compensations.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        compensations.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
        compensations.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.ProposedBy).OnDelete(DeleteBehavior.Restrict);
        compensations.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.DecidedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
