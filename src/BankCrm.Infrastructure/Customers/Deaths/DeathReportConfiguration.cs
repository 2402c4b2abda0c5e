using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Deaths;

internal sealed class DeathReportConfiguration : IEntityTypeConfiguration<DeathReport>, IViolations
{
    private const string Waiting = "ux_death_reports_waiting";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Waiting] = "It was reported already and waits for a colleague. Decide that one first.",
        ["pk_death_reports"] = "This was reported already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<DeathReport> reports)
    {
        reports.ToTable("death_reports");
        reports.HasOne<Branch>().WithMany().HasForeignKey(d => d.BranchId).OnDelete(DeleteBehavior.Restrict);
        reports.HasOne<Customer>().WithMany().HasForeignKey(d => d.CustomerId).OnDelete(DeleteBehavior.Restrict);
        reports.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.ReportedBy).OnDelete(DeleteBehavior.Restrict);
        reports.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.DecidedBy).OnDelete(DeleteBehavior.Restrict);
        reports.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.UndoneBy).OnDelete(DeleteBehavior.Restrict);

        reports.HasIndex(d => d.CustomerId, Waiting).IsUnique().HasFilter("state = 'Reported'");  // one at a time
        reports.HasIndex(d => new { d.CustomerId, d.ReportedAt });                               // those of one customer
        reports.HasIndex(d => new { d.BranchId, d.ReportedAt, d.Id }, "ix_death_reports_branch_waiting").HasFilter("state = 'Reported'"); // what waits, the oldest first
    }
}
