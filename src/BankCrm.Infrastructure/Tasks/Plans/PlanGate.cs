using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Tasks.Plans;

internal sealed class PlanGate(CrmDb db) : IPlanGate
{
    private const string Hold = "select from running_plans where id = $1 for no key update";

    // There is no row yet that could be held.
    private const string HoldStart = "select pg_advisory_xact_lock(hashtextextended('start plan ' || $1 || ' ' || $2, 0))";

    public Task TakeAsync(Guid runningPlanId, CancellationToken ct) => db.ExecuteAsync(Hold, ct, runningPlanId);

    public Task TakeStartAsync(Guid planId, Guid customerId, CancellationToken ct) => db.ExecuteAsync(HoldStart, ct, planId.ToString(), customerId.ToString());
}
