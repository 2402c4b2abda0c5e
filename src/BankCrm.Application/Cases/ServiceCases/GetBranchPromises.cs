using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Which promises to the customers of one's branches are in danger.</summary>
[Allow(CasePermissions.ReadAll)]
public sealed record GetBranchPromises;

/// <summary>Counted among the <see cref="Most"/> and one more whose next promise is due first.</summary>
/// <param name="Late">Cases with a promise that was not kept in time, or that were escalated.</param>
/// <param name="AtRisk">Cases whose next promise is due within a day.</param>
/// <param name="Complaints">Open ones.</param>
/// <param name="ToSign">Compensations and extensions that wait for a second signature.</param>
public sealed record BranchPromises(int Late, int AtRisk, int Complaints, int ToSign)
{
    public const int Most = 999;
}

internal sealed class GetBranchPromisesHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetBranchPromises, BranchPromises>
{
    public async Task<BranchPromises> HandleAsync(GetBranchPromises query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (me, soon) = (user.StaffId, now.AddDays(1));
        var counted = await db.CasesSeenBy(user).Where(c => c.EndedAt == null).OrderBy(c => c.DueAt).Take(BranchPromises.Most + 1)
            .GroupBy(_ => 1)
            .Select(g => new BranchPromises(
                g.Count(c => (c.DueAt < now && !c.IsPaused) || c.EscalatedAt != null),
                g.Count(c => c.DueAt >= now && c.DueAt < soon && !c.IsPaused),
                g.Count(c => c.Kind == CaseKind.Complaint),
                g.Count(c => (c.TimeAskedBy != null && c.TimeAskedBy != me)
                    || db.Compensations.Any(p => p.CaseId == c.Id && p.State == CompensationState.Proposed && p.ProposedBy != me))))
            .SingleOrDefaultAsync(ct);
        return counted ?? new(0, 0, 0, 0);
    }
}
