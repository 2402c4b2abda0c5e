using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Completes a follow-up and plans what comes next, in one act.</summary>
[Allow(TaskPermissions.Work)]
public sealed record CompleteFollowUp : IPlansNext
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public FollowUpOutcome Outcome { get; init; }
    public string Text { get; init => field = value ?? ""; } = "";

    public string NextSubject { get; init => field = value ?? ""; } = "";

    public string NextDue { get; init => field = value ?? ""; } = "";
    public FollowUpKind NextKind { get; init; }
}

internal sealed class CompleteFollowUpValidator : AbstractValidator<CompleteFollowUp>
{
    public CompleteFollowUpValidator(TimeProvider clock)
    {
        RuleFor(f => f.Outcome).IsInEnum();
        RuleFor(f => f.Text).IsClean(FollowUpStep.TextMaxLength, manyLines: true);
        this.AsksWhatNext(clock);
    }
}

internal sealed class CompleteFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, IPlanGate gate, PlanTurns plans, TimeProvider clock) : ICommandHandler<CompleteFollowUp>
{
    public async Task HandleAsync(CompleteFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandWorkOn(followUp);
        followUp.Complete(command.Outcome, cipher.Written(command.Text, now), user.Person, now);
        await plans.EndedAsync(db, gate, followUp, user, now, ct);
        if (followUp.NextTime(user.Person, now) is { } again)
        {
            db.Add(again);
            var points = await db.FollowUpItems.Where(i => i.FollowUpId == followUp.Id).OrderBy(i => i.Place).Select(i => new { i.Text, i.Place }).ToListAsync(ct);
            db.AddRange(points.Select(p => FollowUpItem.Of(again, p.Text, p.Place, now)));
        }

        if (command.Plan(followUp.Priority, now) is { } next)
        {
            var planned = FollowUp.For(
                Guid.CreateVersion7(now), followUp.BranchId, followUp.CustomerId, next, followUp.OwnerId, user.Person, now, follows: followUp.Id);
            db.Add(planned);
            db.Tell(NoticeKind.Given, planned, planned.OwnerId, user.Person, now);
        }
    }
}

/// <summary>Ends a follow-up without doing it.</summary>
[Allow(TaskPermissions.Work)]
public sealed record DropFollowUp(Guid Id, uint Version, string Text);

internal sealed class DropFollowUpValidator : AbstractValidator<DropFollowUp>
{
    public DropFollowUpValidator() => RuleFor(f => f.Text).AsksForWords();
}

internal sealed class DropFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, IPlanGate gate, PlanTurns plans, TimeProvider clock) : ICommandHandler<DropFollowUp>
{
    public async Task HandleAsync(DropFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandChange(followUp);
        followUp.Drop(cipher.MustBeWritten(command.Text, now), user.Person, now);
        await plans.EndedAsync(db, gate, followUp, user, now, ct);
    }
}

/// <summary>Takes back that a follow-up was completed or dropped.</summary>
[Allow(TaskPermissions.Work)]
public sealed record ReopenFollowUp(Guid Id, uint Version);

internal sealed class ReopenFollowUpValidator : AbstractValidator<ReopenFollowUp>
{
    public ReopenFollowUpValidator() => RuleFor(f => f.Id).NotEmpty();
}

internal sealed class ReopenFollowUpHandler(CrmDb db, CurrentUser user, IPlanGate gate, TimeProvider clock) : ICommandHandler<ReopenFollowUp>
{
    public async Task HandleAsync(ReopenFollowUp command, CancellationToken ct)
    {
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandChange(followUp);
        followUp.Reopen(user.Person, clock.GetUtcNow());
        await PlanTurns.ReopenedAsync(db, gate, followUp, ct);
    }
}
