using BankCrm.Domain.Tasks.Calendar;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
}
