using BankCrm.Domain.Admin.Calendar;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();
}
