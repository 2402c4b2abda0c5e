using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Counter.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Counter.Tickets;

internal sealed class CounterScreenConfiguration : IEntityTypeConfiguration<CounterScreen>
{
    public void Configure(EntityTypeBuilder<CounterScreen> screens)
    {
        screens.ToTable("counter_screens");
        screens.HasOne<Branch>().WithMany().HasForeignKey(s => s.BranchId).OnDelete(DeleteBehavior.Restrict);
        screens.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.OpenedBy).OnDelete(DeleteBehavior.Restrict);

        // One a branch; found by what the address says.
        screens.HasIndex(s => s.BranchId).IsUnique();
        screens.HasIndex(s => s.SecretHash).IsUnique();
    }
}
