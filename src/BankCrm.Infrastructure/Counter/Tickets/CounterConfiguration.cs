using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Counter.Tickets;

internal sealed class CounterTicketConfiguration : IEntityTypeConfiguration<CounterTicket>, IViolations
{
    private const string OneAtAWindow = "ux_counter_tickets_window";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_counter_tickets"] = "This ticket was handed out already.", // the same form, sent twice
        [OneAtAWindow] = "Somebody is at your window: finish with them first.",
    };

    public void Configure(EntityTypeBuilder<CounterTicket> tickets)
    {
        tickets.ToTable("counter_tickets");
        tickets.Property(t => t.Label).HasMaxLength(6);
        tickets.HasOne<Branch>().WithMany().HasForeignKey(t => t.BranchId).OnDelete(DeleteBehavior.Restrict);
        tickets.HasOne<Customer>().WithMany().HasForeignKey(t => t.CustomerId).OnDelete(DeleteBehavior.Restrict);
        tickets.HasOne<CounterWindow>().WithMany().HasForeignKey(t => t.WindowId).OnDelete(DeleteBehavior.Restrict);
        tickets.HasMany(t => t.Steps).WithOne().HasForeignKey(s => s.TicketId).OnDelete(DeleteBehavior.Cascade);

        tickets.HasIndex(t => new { t.BranchId, t.Day, t.RankAt, t.Id }, "ix_counter_tickets_waiting").HasFilter("state = 'Waiting'");  // who comes next
        tickets.HasIndex(t => new { t.BranchId, t.Day, t.Label }).IsUnique();                                                        // a branch's day
        tickets.HasIndex(t => t.WindowId, OneAtAWindow).IsUnique().HasFilter("state in ('Called', 'Serving', 'AfterWork')");          // one at a time
    }
}

internal sealed class TicketStepConfiguration : IEntityTypeConfiguration<TicketStep>
{
    public void Configure(EntityTypeBuilder<TicketStep> steps)
    {
        steps.ToTable("ticket_steps");
        steps.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CounterWindowConfiguration : IEntityTypeConfiguration<CounterWindow>, IViolations
{
    private const string OneNumber = "ux_counter_windows_number";
    private const string OneOfStaff = "ux_counter_windows_staff";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [OneNumber] = "A colleague has this window open. Take another one.",
        [OneOfStaff] = "You have another window open. Close it first.",
    };

    public void Configure(EntityTypeBuilder<CounterWindow> windows)
    {
        windows.ToTable("counter_windows", table => table.HasCheckConstraint("ck_counter_windows_staff", "(state = 'Closed') = (staff_id is null)"));
        windows.Ignore(w => w.Kinds);
        windows.PrimitiveCollection<List<TicketKind>>("kinds").ElementType().HasConversion<string>();
        windows.HasOne<Branch>().WithMany().HasForeignKey(w => w.BranchId).OnDelete(DeleteBehavior.Restrict);
        windows.HasOne<StaffMember>().WithMany().HasForeignKey(w => w.StaffId).OnDelete(DeleteBehavior.Restrict);
        windows.HasIndex(w => new { w.BranchId, w.Number }, OneNumber).IsUnique();
        windows.HasIndex(w => w.StaffId, OneOfStaff).IsUnique().HasFilter("staff_id is not null");
    }
}
