using BankCrm.Domain.Accounts.Habits;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CustomerHabit> CustomerHabits => Set<CustomerHabit>();

    public DbSet<HabitCount> HabitCounts => Set<HabitCount>();
}
