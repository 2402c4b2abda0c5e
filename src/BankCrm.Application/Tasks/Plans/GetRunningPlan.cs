using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>How far a plan is with a customer.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetRunningPlan(Guid Id);

/// <param name="FollowUpId">What the reader can open. Null: its turn has not come, or it is a colleague's.</param>
/// <param name="Owner">Null: the branch, or nobody yet.</param>
/// <param name="DueAt">Null: its turn has not come.</param>
public sealed record RunningStepShown(
    PlanStepContent Content, RunningStepStatus Status, Guid? FollowUpId, string? Owner, DateTimeOffset? DueAt, FollowUpOutcome? Outcome, DateOnly? EndedOn);

/// <param name="Customer">Null: a protected record that this colleague may not open.</param>
/// <param name="Number">Of the version it was started with.</param>
/// <param name="IsNewest">The plan has not been changed since.</param>
/// <param name="StartedBy">Null: a rule.</param>
/// <param name="Occasion">What the rule saw. Null: somebody started it by hand.</param>
public sealed record RunningPlanShown(
    Guid Id, uint Version, Guid PlanId, PlanName Name, int Number, bool IsNewest, Guid CustomerId, string? Customer, RunningPlanStatus Status, DateTimeOffset StartedAt,
    string? StartedBy, OccasionKind? Occasion, DateTimeOffset? EndedAt, string? EndedBy, string? Reason, IReadOnlyList<RunningStepShown> Steps, bool MayStop)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }

    public int Over => Steps.Count(s => s.Status is not (RunningStepStatus.Waiting or RunningStepStatus.Begun));
}

internal sealed class GetRunningPlanHandler(CrmDb db, CurrentUser user, StaffNames staff, IColumnCipher cipher) : IQueryHandler<GetRunningPlan, RunningPlanShown>
{
    public async Task<RunningPlanShown> HandleAsync(GetRunningPlan query, CancellationToken ct)
    {
        var found = await db.RunningPlans.Where(r => r.Id == query.Id)
            .Join(db.ActionPlans, r => r.PlanId, p => p.Id, (r, p) => new { Running = r, Plan = p })
            .LeftJoin(db.Customers, r => r.Running.CustomerId, c => c.Id, (r, c) => new
            {
                r.Running,
                r.Plan.Name,
                r.Plan.ChineseName,
                r.Plan.Number,
                r.Plan.Occasion,
                Customer = c!.Name,
                c.OwnerId,
                IsProtected = (bool?)c.IsProtected,
                HasDied = c.DiedOn != null,
            })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var running = found.Running;
        var version = await db.PlanVersions.Include(v => v.Steps).SingleAsync(v => v.Id == running.VersionId, ct);
        var ids = running.Steps.Select(s => s.FollowUpId).OfType<Guid>().ToList();
        var followUps = await db.FollowUps.Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.DueAt, f.OwnerId }).ToDictionaryAsync(f => f.Id, ct);
        var seen = (await db.FollowUps.SeenBy(user).Where(f => ids.Contains(f.Id)).Select(f => f.Id).ToListAsync(ct)).ToHashSet();
        var names = await staff.OfAsync(db, followUps.Values.Select(f => f.OwnerId).Append(running.StartedBy).Append(running.EndedBy).OfType<Guid>(), ct);
        var contents = version.Contents;
        return new(
            running.Id, running.Version, running.PlanId, new(found.Name, found.ChineseName), version.Number, version.Number == found.Number, running.CustomerId,
            user.MayName(found.IsProtected) ? found.Customer : null, running.Status, running.StartedAt, NameOf(running.StartedBy),
            running.Occasion is null ? null : found.Occasion, running.EndedAt, NameOf(running.EndedBy),
            running.Reason is null ? null : cipher.Open(RunningPlan.ReasonColumn, running.Id, running.Reason),
            [
                .. running.Steps.OrderBy(s => s.Place).Select(s => (Step: s, FollowUp: s.FollowUpId is { } id ? followUps.GetValueOrDefault(id) : null))
                    .Select(s => new RunningStepShown(
                        contents[s.Step.Place], s.Step.Status, s.FollowUp is { } its && seen.Contains(its.Id) ? its.Id : null, NameOf(s.FollowUp?.OwnerId), s.FollowUp?.DueAt,
                        s.Step.Outcome, s.Step.EndedOn)),
            ],
            running.EndedAt is null && user.MayStop(running.StartedBy, found.OwnerId))
        {
            HasDied = found.HasDied && user.MayName(found.IsProtected),
        };

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}
