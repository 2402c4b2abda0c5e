using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Plans what is to be done. The line may say by when: "call about the deposit tomorrow 3pm".</summary>
[Allow(TaskPermissions.Work)]
public sealed record PlanFollowUp
{
    /// <summary>Carried by the form, so that a double click plans one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Null: it is about no customer.</summary>
    public Guid? CustomerId { get; init; }

    public string Subject { get; init => field = value ?? ""; } = "";

    /// <summary>In words or figures. Empty: the subject says it.</summary>
    public string Due { get; init => field = value ?? ""; } = "";

    public FollowUpKind Kind { get; init; }
    public FollowUpPriority Priority { get; init; } = FollowUpPriority.Normal;
    public FollowUpRepeat? Repeat { get; init; }
    public FollowUpReminder Reminder { get; init; }

    /// <summary>Null: oneself.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Whoever takes it on. Then nobody is its owner yet.</summary>
    public bool ForBranch { get; init; }

    /// <summary>Whoever gets it out of this queue. Null: it waits in none.</summary>
    public Guid? QueueId { get; init; }

    public string Text { get; init => field = value ?? ""; } = "";
}

internal sealed class PlanFollowUpValidator : AbstractValidator<PlanFollowUp>
{
    public PlanFollowUpValidator(TimeProvider clock)
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Subject).NotEmpty();
        RuleFor(f => f.Subject).IsClean(FollowUp.SubjectMaxLength);
        RuleFor(f => f.Due).IsDue(clock).When(f => f.Due.Length > 0);
        RuleFor(f => f.Kind).IsInEnum();
        RuleFor(f => f.Priority).IsInEnum();
        RuleFor(f => f.Repeat).IsInEnum();
        RuleFor(f => f.Reminder).IsInEnum();
        RuleFor(f => f.Text).IsClean(FollowUpStep.TextMaxLength, manyLines: true);
    }
}

internal sealed class PlanFollowUpHandler(CrmDb db, CurrentUser user, IRowLock rows, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<PlanFollowUp>
{
    public async Task HandleAsync(PlanFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Subject, command.Text);
        var branch = command.CustomerId is { } customer ? (await db.CustomerToOpenAsync(customer, user, ct)).BranchId
            : user.HomeBranchId ?? throw new ForbiddenException(TaskPermissions.Work);
        var owner = command.ForBranch || command.QueueId is not null ? (Guid?)null : command.OwnerId ?? user.Person;
        if (owner is { } other && other != user.Person)
        {
            user.Demand(TaskPermissions.Give);
            await db.DemandColleagueAsync(other, branch, now, ct);
        }

        if (command.QueueId is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue, ct); // it is not closed meanwhile
            await db.DemandQueueAsync(queue, branch, QueueTakes.FollowUps, ct);
        }

        var (subject, due) = FollowUpFile.WhatAndWhen(command.Subject, command.Due, now) ?? throw new ValidationException(
            [new ValidationFailure(nameof(command.Due), FollowUpFile.SayByWhen)]);
        var followUp = FollowUp.For(
            command.Id, branch, command.CustomerId, new(subject, command.Kind, command.Priority, due, command.Repeat, command.Reminder), owner, user.Person, now,
            cipher.Written(command.Text, now), queue: command.QueueId);
        db.Add(followUp);
        db.Tell(NoticeKind.Given, followUp, owner, user.Person, now);
    }
}

/// <summary>Whether the user has planned this one already: their form came twice.</summary>
[Allow(TaskPermissions.Work)]
public sealed record WasPlanned(Guid Id);

internal sealed class WasPlannedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasPlanned, bool>
{
    public Task<bool> HandleAsync(WasPlanned query, CancellationToken ct) => db.FollowUps.AnyAsync(f => f.Id == query.Id && f.PlannedBy == user.StaffId, ct);
}

/// <summary>For whom this colleague may plan something, and about whom it would be.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetPlanning(Guid? CustomerId);

/// <param name="Colleagues">Empty where this colleague plans for themselves only.</param>
/// <param name="Queues">In which it may wait.</param>
public sealed record FollowUpPlanning(string? Customer, IReadOnlyList<Choice> Colleagues, IReadOnlyList<Choice> Queues);

internal sealed class GetPlanningHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetPlanning, FollowUpPlanning>
{
    public async Task<FollowUpPlanning> HandleAsync(GetPlanning query, CancellationToken ct)
    {
        var customer = query.CustomerId is { } id ? await db.CustomerToOpenAsync(id, user, ct) : null;
        var colleagues = user.May(TaskPermissions.Give) && (customer?.BranchId ?? user.HomeBranchId) is { } branch
            ? await db.FollowUpColleagues(branch, clock.GetUtcNow()).Where(s => s.Id != user.StaffId).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct)
            : [];
        var queues = (customer?.BranchId ?? user.HomeBranchId) is { } at ? await db.QueueChoicesAsync(at, QueueTakes.FollowUps, ct) : [];
        return new(customer?.Name, colleagues, queues);
    }
}
