using BankCrm.Domain.Accounts.Habits;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts.Habits;

internal sealed class CustomerHabitConfiguration : IEntityTypeConfiguration<CustomerHabit>
{
    public void Configure(EntityTypeBuilder<CustomerHabit> habits)
    {
        habits.ToTable("customer_habits");
        habits.HasKey(h => new { h.Subject, h.CustomerId }); // by subject first: who shops much is read off one stretch of it
        habits.Property(h => h.Subject).HasMaxLength(CustomerHabit.SubjectMaxLength).UseCollation("C");
        habits.HasOne<Customer>().WithMany().HasForeignKey(h => h.CustomerId).OnDelete(DeleteBehavior.Cascade);
        habits.HasIndex(h => h.CustomerId);
        habits.HasIndex(h => h.BranchId); // a branch is counted anew as a whole
    }
}

internal sealed class HabitCountConfiguration : IEntityTypeConfiguration<HabitCount>
{
    public void Configure(EntityTypeBuilder<HabitCount> counts)
    {
        counts.ToTable("habit_counts");
        counts.HasKey(c => c.BranchId);
        counts.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Cascade);
    }
}
