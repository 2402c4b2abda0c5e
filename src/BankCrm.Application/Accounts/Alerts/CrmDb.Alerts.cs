using BankCrm.Domain.Accounts.Alerts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<MovementAlert> MovementAlerts => Set<MovementAlert>();

    public DbSet<AlertStep> AlertSteps => Set<AlertStep>();
}
