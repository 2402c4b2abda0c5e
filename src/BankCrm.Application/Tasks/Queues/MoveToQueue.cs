using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Lets a follow-up wait in a queue, or lie with the branch again.</summary>
/// <param name="QueueId">Null: out of its queue.</param>
[Allow(TaskPermissions.Work)]
public sealed record MoveToQueue(Guid Id, uint Version, Guid? QueueId, string Text);

internal sealed class MoveToQueueValidator : AbstractValidator<MoveToQueue>
{
    public MoveToQueueValidator() => RuleFor(f => f.Text).AsksForWords();
}

internal sealed class MoveToQueueHandler(CrmDb db, CurrentUser user, IQueueLock gate, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<MoveToQueue>
{
    public async Task HandleAsync(MoveToQueue command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandChange(followUp);
        var why = cipher.MustBeWritten(command.Text, now);
        if (command.QueueId is not { } queue)
        {
            followUp.TakeOut(why, user.Person, now);
            return;
        }

        await gate.TakeAsync(queue, ct); // it is not closed meanwhile
        await db.DemandQueueAsync(queue, followUp.BranchId, ct);
        followUp.PutInto(queue, why, user.Person, now);
    }
}

/// <summary>Takes on what waits longest in a queue for its time: what is due first. Of many who do so at once each gets another one.</summary>
[Allow(TaskPermissions.Work)]
public sealed record TakeNext(Guid QueueId);

internal sealed class TakeNextValidator : AbstractValidator<TakeNext>
{
    public TakeNextValidator() => RuleFor(q => q.QueueId).NotEmpty();
}

internal sealed class TakeNextHandler(CrmDb db, CurrentUser user, IQueueLock gate, IFollowUpLock lockOfOne, StaffNames staff, TimeProvider clock) : ICommandHandler<TakeNext>
{
    public async Task HandleAsync(TakeNext command, CancellationToken ct)
    {
        await db.DemandTakerAsync(command.QueueId, user, ct);
        await gate.TakeAsync(command.QueueId, ct);
        if (await db.FollowUps.WaitingIn(command.QueueId).OrderBy(f => f.DueAt).ThenBy(f => f.Id).Select(f => (Guid?)f.Id).FirstOrDefaultAsync(ct) is not { } next)
        {
            var last = await db.FollowUps.Where(f => f.QueueId == command.QueueId && f.OwnerId != null && f.EndedAt == null)
                .Join(db.FollowUpSteps.Where(s => s.Kind == FollowUpStepKind.Claimed), f => f.Id, s => s.FollowUpId, (f, s) => new { f.OwnerId, s.At })
                .OrderByDescending(s => s.At).FirstOrDefaultAsync(ct);
            var name = last is null ? null : (await staff.OfAsync(db, [last.OwnerId!.Value], ct)).GetValueOrDefault(last.OwnerId.Value);
            throw name is null
                ? new RefusedException("Nothing waits in this queue.")
                : new RefusedException("Nothing waits in this queue any more: {0} took the last on.", name);
        }

        await lockOfOne.TakeAsync(next, ct);
        (await db.ForChangeAsync<FollowUp>(next, ct)).Claim(user.Person, clock.GetUtcNow());
    }
}

/// <summary>What this colleague took on last out of a queue, and still has. Null: nothing.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetTaken(Guid QueueId);

internal sealed class GetTakenHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetTaken, Guid?>
{
    public Task<Guid?> HandleAsync(GetTaken query, CancellationToken ct) => db.FollowUps.Where(f => f.QueueId == query.QueueId && f.OwnerId == user.StaffId && f.EndedAt == null)
        .Join(db.FollowUpSteps.Where(s => s.Kind == FollowUpStepKind.Claimed && s.By == user.StaffId), f => f.Id, s => s.FollowUpId, (f, s) => new { f.Id, s.At })
        .OrderByDescending(s => s.At).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
}
