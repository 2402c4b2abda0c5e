using BankCrm.Domain.Customers.Deaths;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<DeathReport> DeathReports => Set<DeathReport>();
}
