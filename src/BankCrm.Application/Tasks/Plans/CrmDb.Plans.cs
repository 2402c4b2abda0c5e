using BankCrm.Domain.Tasks.Plans;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<ActionPlan> ActionPlans => Set<ActionPlan>();

    public DbSet<PlanVersion> PlanVersions => Set<PlanVersion>();

    public DbSet<PlanStep> PlanSteps => Set<PlanStep>();

    public DbSet<PlanScan> PlanScans => Set<PlanScan>();

    public DbSet<RunningPlan> RunningPlans => Set<RunningPlan>();

    public DbSet<RunningStep> RunningSteps => Set<RunningStep>();
}
