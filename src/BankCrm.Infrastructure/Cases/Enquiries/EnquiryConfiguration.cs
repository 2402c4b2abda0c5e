using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Cases.ServiceLevels;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.Enquiries;

internal sealed class EnquiryConfiguration : IEntityTypeConfiguration<Enquiry>, IViolations
{
    private const string Once = "ux_enquiries_source_reference";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = "It came in before.",
    };

    public void Configure(EntityTypeBuilder<Enquiry> enquiries)
    {
        enquiries.ToTable("enquiries", table => table.HasCheckConstraint("ck_enquiries_linked", "(customer_id is null) = (case_id is null) and (case_id is null or ended_at is not null)"));
        enquiries.HasIndex(e => e.Number).IsUnique();
        enquiries.Property(e => e.Source).HasMaxLength(ServiceCase.SourceMaxLength);
        enquiries.Property(e => e.Reference).HasMaxLength(ServiceCase.ReferenceMaxLength);
        enquiries.HasIndex(e => new { e.Source, e.Reference }, Once).IsUnique().HasFilter("source is not null");
        enquiries.HasOne<Branch>().WithMany().HasForeignKey(e => e.BranchId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<ServiceCase>().WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.OwnerId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<WorkQueue>().WithMany().HasForeignKey(e => e.QueueId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<CaseTopic>().WithMany().HasForeignKey(e => e.CategoryId).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.TakenBy).OnDelete(DeleteBehavior.Restrict);
        enquiries.HasMany(e => e.Steps).WithOne().HasForeignKey(s => s.EnquiryId).OnDelete(DeleteBehavior.Cascade);
        enquiries.HasMany(e => e.Clocks).WithOne().HasForeignKey(k => k.EnquiryId).OnDelete(DeleteBehavior.Cascade);
        enquiries.Navigation(e => e.Steps).AutoInclude();
        enquiries.Navigation(e => e.Clocks).AutoInclude();

        // A branch's and the whole bank's: open by when the next promise is due, ended the latest first.
        enquiries.HasIndex(e => new { e.BranchId, e.DueAt, e.Id }, "ix_enquiries_branch_open").HasFilter("ended_at is null");
        enquiries.HasIndex(e => new { e.DueAt, e.Id }, "ix_enquiries_open").HasFilter("ended_at is null");
        enquiries.HasIndex(e => new { e.BranchId, e.EndedAt, e.Id }, "ix_enquiries_branch_ended").HasFilter("ended_at is not null");
        enquiries.HasIndex(e => new { e.EndedAt, e.Id }, "ix_enquiries_ended").HasFilter("ended_at is not null");

        // What waits in a queue, by when the next promise is due; and who got what out of it.
        enquiries.HasIndex(e => new { e.QueueId, e.DueAt, e.Id }, "ix_enquiries_waiting").HasFilter("ended_at is null and owner_id is null and queue_id is not null");
        enquiries.HasIndex(e => new { e.QueueId, e.OwnerId }, "ix_enquiries_out_of_queue").HasFilter("queue_id is not null and ended_at is null");
    }
}

internal sealed class EnquiryClockConfiguration : IEntityTypeConfiguration<EnquiryClock>
{
    public void Configure(EntityTypeBuilder<EnquiryClock> clocks)
    {
        clocks.ToTable("enquiry_clocks");
        clocks.HasOne<Branch>().WithMany().HasForeignKey(k => k.BranchId).OnDelete(DeleteBehavior.Restrict);
        clocks.ComplexProperty(k => k.Time, time => time.MapClock());
        clocks.HasIndex(k => k.NextWarningAt).HasFilter("next_warning_at is not null"); // who has to be warned next
    }
}

internal sealed class EnquiryStepConfiguration : IEntityTypeConfiguration<EnquiryStep>
{
    public void Configure(EntityTypeBuilder<EnquiryStep> steps)
    {
        steps.ToTable("enquiry_steps");
        steps.Property(s => s.Chosen).HasColumnType("jsonb");
        steps.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
    }
}
