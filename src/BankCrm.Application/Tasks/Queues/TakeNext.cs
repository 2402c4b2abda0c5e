using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Takes on what waits longest in a queue for its time: what is due first, of all kinds. Of many who do so at once each gets another one.</summary>
[Allow(TaskPermissions.Work)]
public sealed record TakeNext(Guid QueueId);

/// <summary>Takes on one piece of work that waits in a queue. Of many who do so at once one has it, and the others are told who.</summary>
[Allow(TaskPermissions.Work)]
public sealed record TakeOne(Guid QueueId, QueuedKind Kind, Guid Id);

internal sealed class TakeNextValidator : AbstractValidator<TakeNext>
{
    public TakeNextValidator() => RuleFor(q => q.QueueId).NotEmpty();
}

internal sealed class TakeOneValidator : AbstractValidator<TakeOne>
{
    public TakeOneValidator()
    {
        RuleFor(q => q.QueueId).NotEmpty();
        RuleFor(q => q.Id).NotEmpty();
        RuleFor(q => q.Kind).IsInEnum();
    }
}

internal sealed class TakeNextHandler(CrmDb db, CurrentUser user, IRowLock rows, AssignmentRule rule, StaffNames staff, TimeProvider clock) : ICommandHandler<TakeNext>
{
    public async Task HandleAsync(TakeNext command, CancellationToken ct)
    {
        await db.DemandTakerAsync(command.QueueId, user, ct);
        await rows.TakeAsync<WorkQueue>(command.QueueId, ct);
        if (await rule.NextAsync(db, user, command.QueueId, deals: false, most: 1, ct) is not [var next])
        {
            var last = await rule.LastTakenAsync(db, command.QueueId, by: null, ct);
            var name = last is null ? null : (await staff.OfAsync(db, [last.OwnerId], ct)).GetValueOrDefault(last.OwnerId);
            throw name is null
                ? new RefusedException("Nothing waits in this queue.")
                : new RefusedException("Nothing waits in this queue any more: {0} took the last on.", name);
        }

        await next.Of.ClaimAsync(db, rows, user, command.QueueId, next.Id, clock.GetUtcNow(), ct);
    }
}

internal sealed class TakeOneHandler(CrmDb db, CurrentUser user, IRowLock rows, AssignmentRule rule, TimeProvider clock) : ICommandHandler<TakeOne>
{
    public async Task HandleAsync(TakeOne command, CancellationToken ct)
    {
        await db.DemandTakerAsync(command.QueueId, user, ct);
        var kind = rule.Of(command.Kind);
        user.Demand(kind.Works);
        await rows.TakeAsync<WorkQueue>(command.QueueId, ct);
        await kind.ClaimAsync(db, rows, user, command.QueueId, command.Id, clock.GetUtcNow(), ct);
    }
}

/// <summary>Where that is opened which this colleague took on last out of a queue, and still has. Null: nothing.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetTaken(Guid QueueId);

internal sealed class GetTakenHandler(CrmDb db, CurrentUser user, AssignmentRule rule) : IQueryHandler<GetTaken, string?>
{
    public async Task<string?> HandleAsync(GetTaken query, CancellationToken ct) => (await rule.LastTakenAsync(db, query.QueueId, user.StaffId, ct))?.Path;
}
