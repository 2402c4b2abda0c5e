using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Ends a plan before its time: its open follow-ups are dropped for the same reason, what was done stays.</summary>
[Allow(TaskPermissions.StartPlans, TaskPermissions.Direct)]
public sealed record StopPlan(Guid Id, uint Version, string Reason);

internal sealed class StopPlanValidator : AbstractValidator<StopPlan>
{
    public StopPlanValidator()
    {
        RuleFor(p => p.Reason).NotEmpty();
        RuleFor(p => p.Reason).IsClean(RunningPlan.ReasonMaxLength, manyLines: true);
    }
}

internal sealed class StopPlanHandler(CrmDb db, CurrentUser user, IPlanGate gate, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<StopPlan>
{
    public async Task HandleAsync(StopPlan command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Reason);
        var running = await db.RunningPlanAsync(command.Id, command.Version, gate, ct);
        var looksAfter = await db.Customers.Where(c => c.Id == running.CustomerId).Select(c => c.OwnerId).SingleOrDefaultAsync(ct);
        if (!user.MayStop(running.StartedBy, looksAfter))
        {
            throw new ForbiddenException(TaskPermissions.Direct);
        }

        var reason = command.Reason.Trim();
        var open = running.Stop(cipher.Seal(RunningPlan.ReasonColumn, running.Id, reason), user.Person, now);
        foreach (var followUp in await db.FollowUps.AsTracking().Where(f => open.Contains(f.Id) && f.EndedAt == null).ToListAsync(ct))
        {
            followUp.Drop(cipher.MustBeWritten(reason, now), user.Person, now);
        }
    }
}

/// <summary>Pauses a plan whose customer's business has ended, or lets one go on. For the clock.</summary>
[Allow(TaskPermissions.StartPlans)]
public sealed record ReviewPlan(Guid Id);

internal sealed class ReviewPlanValidator : AbstractValidator<ReviewPlan>
{
    public ReviewPlanValidator() => RuleFor(p => p.Id).NotEmpty();
}

internal sealed class ReviewPlanHandler(CrmDb db, CurrentUser user, IPlanGate gate, PlanTurns turns, TimeProvider clock) : ICommandHandler<ReviewPlan>
{
    public async Task HandleAsync(ReviewPlan command, CancellationToken ct)
    {
        var running = await db.RunningPlanAsync(command.Id, seen: null, gate, ct);
        var status = running.Status;
        await turns.TakeTurnsAsync(db, running, user, clock.GetUtcNow(), ct);
        Refuse.If(running.Status == status, "The plan stands as it did."); // somebody was faster
    }
}

/// <summary>Which plans have to pause, and which can go on.</summary>
public static class PlansToReview
{
    public static Task<List<Guid>> ToReviewAsync(this CrmDb db, int most, CancellationToken ct) => db.RunningPlans
        .Where(r => r.EndedAt == null)
        .Join(db.Customers, r => r.CustomerId, c => c.Id, (r, c) => new { r.Id, IsPaused = r.Status == RunningPlanStatus.Paused, IsClosed = c.Stage == LifeCycleStage.Closed })
        .Where(r => r.IsPaused != r.IsClosed)
        .OrderBy(r => r.Id).Select(r => r.Id).Take(most).ToListAsync(ct);
}
