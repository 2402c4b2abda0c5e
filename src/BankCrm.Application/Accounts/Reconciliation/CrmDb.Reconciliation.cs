using BankCrm.Domain.Accounts.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<ToldDay> ToldDays => Set<ToldDay>();

    public DbSet<ArrivedDay> ArrivedDays => Set<ArrivedDay>();
}
