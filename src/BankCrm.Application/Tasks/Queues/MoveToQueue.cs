using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Lets a follow-up wait in a queue, or lie with the branch again.</summary>
/// <param name="QueueId">Null: out of its queue.</param>
[Allow(TaskPermissions.Work)]
public sealed record MoveToQueue(Guid Id, uint Version, Guid? QueueId, string Text);

internal sealed class MoveToQueueValidator : AbstractValidator<MoveToQueue>
{
    public MoveToQueueValidator() => RuleFor(f => f.Text).AsksForWords();
}

internal sealed class MoveToQueueHandler(CrmDb db, CurrentUser user, IRowLock rows, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<MoveToQueue>
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

        await rows.TakeAsync<WorkQueue>(queue, ct); // it is not closed meanwhile
        await db.DemandQueueAsync(queue, followUp.BranchId, QueueTakes.FollowUps, ct);
        followUp.PutInto(queue, why, user.Person, now);
    }
}
