using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Held by one transaction at a time, until its end.</summary>
public interface IPlanGate
{
    /// <summary>The steps of a running plan move one after the other.</summary>
    Task TakeAsync(Guid runningPlanId, CancellationToken ct);

    /// <summary>A plan is started with a customer by one at a time.</summary>
    Task TakeStartAsync(Guid planId, Guid customerId, CancellationToken ct);
}

/// <summary>What a plan is called.</summary>
/// <param name="Chinese">Empty: it has the one name.</param>
public sealed record PlanName(string English, string Chinese)
{
    /// <summary>In the reader's language.</summary>
    public string Here => Chinese.Length > 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Chinese : English;
}

public static class PlanRights
{
    public const string SeeAny = FollowUpRights.SeeAny + AllowAttribute.Or + TaskPermissions.KeepPlans;
}

/// <summary>What the commands about plans share.</summary>
internal static class PlanFile
{
    extension(CrmDb db)
    {
        /// <summary>Those of one's branches, and everybody's.</summary>
        public IQueryable<ActionPlan> PlansOf(CurrentUser user) => user.SeesAllBranches
            ? db.ActionPlans
            : db.ActionPlans.Where(p => p.ForBranchId == null || user.Branches.Contains(p.ForBranchId.Value));

        /// <summary>Those that can be started with customers of a branch, by name.</summary>
        public IQueryable<ActionPlan> PlansToStartIn(Guid branchId) =>
            db.ActionPlans.Where(p => p.OnSince != null && (p.ForBranchId == null || p.ForBranchId == branchId)).OrderBy(p => p.Name).ThenBy(p => p.Id);

        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        public async Task<ActionPlan> PlanAsync(Guid id, CurrentUser user, CancellationToken ct) =>
            await db.PlansOf(user).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();

        /// <summary>As it is started now, with its steps.</summary>
        public Task<PlanVersion> VersionOfPlanAsync(ActionPlan plan, CancellationToken ct) =>
            db.PlanVersions.Include(v => v.Steps).SingleAsync(v => v.PlanId == plan.Id && v.Number == plan.Number, ct);

        /// <summary>With its steps, to change it.</summary>
        /// <param name="seen">The version the user saw. Null: whatever is there now.</param>
        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        public async Task<RunningPlan> RunningPlanAsync(Guid id, uint? seen, IPlanGate gate, CancellationToken ct)
        {
            await gate.TakeAsync(id, ct);
            return seen is { } version ? await db.ForChangeAsync<RunningPlan>(id, version, ct) : await db.ForChangeAsync<RunningPlan>(id, ct);
        }
    }

    extension(CurrentUser user)
    {
        /// <summary>What is for every branch is written by those who see all of them.</summary>
        public bool MayKeepPlan(Guid? branchId) =>
            user.May(TaskPermissions.KeepPlans) && (user.SeesAllBranches || (branchId is { } branch && user.Branches.Contains(branch)));

        /// <exception cref="ForbiddenException">It is everybody's, or another branch's.</exception>
        public void DemandKeepPlan(Guid? branchId)
        {
            if (!user.MayKeepPlan(branchId))
            {
                throw new ForbiddenException(TaskPermissions.KeepPlans);
            }
        }

        public bool MayStop(Guid? startedBy, Guid? looksAfter) => user.May(TaskPermissions.Direct)
            || (user.May(TaskPermissions.StartPlans) && user.StaffId is { } me && (startedBy == me || looksAfter == me));
    }
}
