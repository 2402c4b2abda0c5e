using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>One follow-up, with what happened to it and what this colleague may do with it.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetFollowUp(Guid Id);

/// <param name="By">Null: the system.</param>
/// <param name="DueAt">Null: it did not change.</param>
/// <param name="Text">Null: nothing was written.</param>
/// <param name="OnBehalfOf">The absent colleague for whom it was done. Null: nobody.</param>
/// <param name="Queue">Into which or out of which it went. Null: none.</param>
public sealed record FollowUpStepShown(
    FollowUpStepKind Kind, DateTimeOffset At, string? By, string? To, DateTimeOffset? DueAt, string? Text, string? OnBehalfOf, string? Queue);

/// <param name="DoneBy">Null: it is open.</param>
public sealed record FollowUpItemShown(Guid Id, string Text, DateTimeOffset? DoneAt, string? DoneBy);

/// <param name="Place">From 1.</param>
public sealed record PlanOfFollowUp(Guid RunningPlanId, PlanName Name, int Place, int Steps);

/// <param name="MayChange">Changes the plan, drops it, opens it again.</param>
public sealed record FollowUpMay(bool Work, bool Change, bool Give, bool Claim, bool HandBack);

/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
/// <param name="Owner">Null: it lies with the branch.</param>
/// <param name="Colleagues">To whom it can be given; empty where this colleague may not.</param>
/// <param name="Follows">This colleague has chosen, or was named, to see it.</param>
/// <param name="Nameable">Who can be named in a comment.</param>
/// <param name="Plan">Whose step it is. Null: of none.</param>
public sealed record FollowUpDetails(
    Guid Id, uint Version, string Subject, FollowUpKind Kind, FollowUpPriority Priority, FollowUpStatus Status, DueTime Due, DateTimeOffset DueAt, FollowUpRepeat? Repeat,
    FollowUpReminder Reminder, Guid? CustomerId, string? Customer, string? Owner, string? PlannedBy, DateTimeOffset PlannedAt, int Postponed, FollowUpOutcome? Outcome, DateTimeOffset? EndedAt,
    FollowUpMay May, IReadOnlyList<FollowUpStepShown> Steps, IReadOnlyList<Choice> Colleagues,
    IReadOnlyList<string> Followers, bool Follows, IReadOnlyList<FollowUpItemShown> Checklist, IReadOnlyList<string> Nameable, PlanOfFollowUp? Plan)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }

    public bool IsEnded => Status is FollowUpStatus.Done or FollowUpStatus.Dropped;
}

internal sealed class GetFollowUpHandler(CrmDb db, CurrentUser user, StaffNames staff, IColumnCipher cipher, TimeProvider clock) : IQueryHandler<GetFollowUp, FollowUpDetails>
{
    public async Task<FollowUpDetails> HandleAsync(GetFollowUp query, CancellationToken ct)
    {
        var found = await db.FollowUps.SeenBy(user).Where(f => f.Id == query.Id)
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new { FollowUp = f, c!.Name, IsProtected = (bool?)c.IsProtected, HasDied = c.DiedOn != null })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var followUp = found.FollowUp;
        var steps = await db.FollowUpSteps.Where(s => s.FollowUpId == query.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct);
        var followers = await db.FollowUpFollowers.Where(f => f.FollowUpId == query.Id).OrderBy(f => f.Since).Select(f => (Guid?)f.StaffId).ToListAsync(ct);
        var items = await db.FollowUpItems.Where(i => i.FollowUpId == query.Id).OrderBy(i => i.Place).ThenBy(i => i.Id).ToListAsync(ct);
        var names = await staff.OfAsync(
            db, [.. items.Select(i => i.DoneBy).OfType<Guid>(), .. steps.SelectMany(s => new[] { s.By, s.To, s.OnBehalfOf }).Concat(followers).Append(followUp.OwnerId).Append(followUp.PlannedBy).OfType<Guid>()], ct);
        var through = steps.Select(s => s.QueueId).OfType<Guid>().Distinct().ToList();
        var queues = through.Count == 0 ? [] : await db.WorkQueues.Where(q => through.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var plan = await db.StepsOfPlans().SingleOrDefaultAsync(s => s.FollowUpId == query.Id, ct);
        var may = MayBy(followUp);
        var colleagues = user.May(TaskPermissions.Work)
            ? await db.FollowUpColleagues(followUp.BranchId, clock.GetUtcNow()).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct)
            : [];
        return new(
            followUp.Id, followUp.Version, followUp.Subject, followUp.Kind, followUp.Priority, followUp.Status, followUp.Due, followUp.DueAt, followUp.Repeat,
            followUp.Reminder, followUp.CustomerId, user.MayName(found.IsProtected) ? found.Name : null, NameOf(followUp.OwnerId), NameOf(followUp.PlannedBy),
            followUp.PlannedAt, followUp.Postponed, followUp.Outcome, followUp.EndedAt, may,
            [.. steps.Select(s => new FollowUpStepShown(
                s.Kind, s.At, NameOf(s.By), NameOf(s.To), s.DueAt, s.Text is null ? null : cipher.Open(FollowUpStep.TextColumn, s.Id, s.Text), NameOf(s.OnBehalfOf),
                s.QueueId is { } queue ? queues.GetValueOrDefault(queue) : null))],
            may.Give ? [.. colleagues.Where(c => c.Id != followUp.OwnerId)] : [],
            [.. followers.Select(NameOf).OfType<string>()], followers.Contains(user.StaffId),
            [.. items.Select(i => new FollowUpItemShown(i.Id, i.Text, i.DoneAt, NameOf(i.DoneBy)))],
            [.. colleagues.Where(c => c.Id != user.StaffId).Select(c => c.Label).Distinct()], plan is null ? null : new(plan.RunningPlanId, new(plan.Name, plan.ChineseName), plan.Place + 1, plan.Steps))
        {
            HasDied = found.HasDied && user.MayName(found.IsProtected),
        };

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    private FollowUpMay MayBy(FollowUp followUp)
    {
        var isOpen = !followUp.IsEnded;
        return new(
            Work: isOpen && user.MayWorkOn(followUp.OwnerId),
            Change: user.MayChange(followUp.OwnerId, followUp.PlannedBy),
            Give: isOpen && user.MayGive(followUp.OwnerId, followUp.PlannedBy),
            Claim: isOpen && followUp.OwnerId is null && user.May(TaskPermissions.Work),
            HandBack: isOpen && followUp.OwnerId is not null && followUp.OwnerId == user.StaffId);
    }
}
