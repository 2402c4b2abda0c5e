using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Queues;

/// <summary>Gives a case to whom the rule of a queue chose, by the sum that was shown.</summary>
/// <param name="Seen">The print of that sum: if another one comes out meanwhile, nothing is given.</param>
[Allow(CasePermissions.Work)]
public sealed record AssignCaseByRule(Guid Id, uint Version, Guid QueueId, string Seen) : IOnCase;

/// <summary>Lets a case wait in a queue, or lie with the branch again.</summary>
/// <param name="QueueId">Null: out of its queue.</param>
[Allow(CasePermissions.Work)]
public sealed record MoveCaseToQueue(Guid Id, uint Version, Guid? QueueId, string Text) : IOnCase;

internal sealed class AssignCaseByRuleValidator : AbstractValidator<AssignCaseByRule>
{
    public AssignCaseByRuleValidator()
    {
        RuleFor(c => c.QueueId).NotEmpty();
        RuleFor(c => c.Seen).NotEmpty();
    }
}

internal sealed class MoveCaseToQueueValidator : AbstractValidator<MoveCaseToQueue>
{
    public MoveCaseToQueueValidator() => RuleFor(c => c.Text).AsksForCaseWords();
}

internal sealed class AssignCaseByRuleHandler(CrmDb db, CaseFile files, IRowLock rows, AssignmentRule rule, CasesInQueues queued) : ICommandHandler<AssignCaseByRule>
{
    public async Task HandleAsync(AssignCaseByRule command, CancellationToken ct)
    {
        await rows.TakeAsync<WorkQueue>(command.QueueId, ct);
        var file = await files.ForWorkAsync(command, ct);
        await db.DemandQueueAsync(command.QueueId, file.Case.BranchId, QueueTakes.Cases, ct);
        var queue = await db.QueueAsync(command.QueueId, ct);
        var counting = (await rule.CountAsync(db, queue, await queued.ToAssignAsync(db, db.ServiceCases.Where(c => c.Id == command.Id), ct), file.Now, ct))[0];
        counting.RefuseUnlessSeen(command.Seen);
        db.DealCase(file.Case, queue, counting, file.By, file.Now);
    }
}

internal sealed class MoveCaseToQueueHandler(CrmDb db, CaseFile files, IRowLock rows) : ICommandHandler<MoveCaseToQueue>
{
    public async Task HandleAsync(MoveCaseToQueue command, CancellationToken ct)
    {
        if (command.QueueId is { } held)
        {
            await rows.TakeAsync<WorkQueue>(held, ct); // it is not closed meanwhile
        }

        var file = await files.ForWorkAsync(command, ct, command.Text);
        if (command.QueueId is not { } queue)
        {
            file.Case.TakeOut(file.MustBeWritten(command.Text), file.By, file.Now);
            return;
        }

        await db.DemandQueueAsync(queue, file.Case.BranchId, QueueTakes.Cases, ct);
        file.Case.PutInto(queue, file.MustBeWritten(command.Text), file.By, file.Now);
    }
}

/// <summary>How a case came to its owner by rule, or would: the sums, and what can be chosen.</summary>
/// <param name="QueueId">By whose rule it would be given. Null: of the queue it waits in, otherwise of the one its category suggests.</param>
[Allow(CasePermissions.Work)]
public sealed record GetCaseAssigning(Guid Id, Guid? QueueId = null);

/// <param name="Subject">Null: it can no longer be read.</param>
/// <param name="Sum">How it would be given now. Null: no queue was chosen, or this colleague may not give it.</param>
/// <param name="Decisions">The latest first.</param>
public sealed record CaseAssigning(
    Guid Id, uint Version, long Number, string? Subject, Guid? QueueId, string? Queue, SumShown? Sum, Guid? SumOf, IReadOnlyList<DecisionShown> Decisions, IReadOnlyList<Choice> Queues,
    SuggestedQueue? Suggested, bool MayAssign);

internal sealed class GetCaseAssigningHandler(CrmDb db, CurrentUser user, CasesInQueues queued, QueueFinder finder, Sums sums, ICustomerVault vault, TimeProvider clock)
    : IQueryHandler<GetCaseAssigning, CaseAssigning>
{
    public async Task<CaseAssigning> HandleAsync(GetCaseAssigning query, CancellationToken ct)
    {
        var it = await db.CasesSeenBy(user).Where(c => c.Id == query.Id)
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { Case = c, of.IsProtected, of.Language })
            .LeftJoin(db.CustomerKeys, c => c.Case.CustomerId, k => k.CustomerId, (c, k) => new
            {
                c.Case.Version,
                c.Case.Number,
                c.Case.Subject,
                c.Case.CustomerId,
                c.Case.CategoryId,
                c.Case.QueueId,
                c.Case.OwnerId,
                c.Case.BranchId,
                c.Case.EndedAt,
                c.IsProtected,
                c.Language,
                k!.Wrapped,
            })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!user.MayOpen(it.IsProtected))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        var mayAssign = it.EndedAt is null && user.MayWorkOnCase(it.OwnerId);
        var queues = mayAssign ? await db.QueueChoicesAsync(it.BranchId, QueueTakes.Cases, ct) : [];
        var suggested = queues.Count > 0 ? SuggestedQueue.Of(await finder.ChooseAsync(db, it.BranchId, it.CategoryId, it.Language, words: null, ct)) : null;
        var by = query.QueueId ?? it.QueueId ?? suggested?.Id;
        var sum = queues.Exists(q => q.Id == by)
            ? await sums.NowAsync(db, by!.Value, await queued.ToAssignAsync(db, db.ServiceCases.Where(c => c.Id == query.Id), ct), clock.GetUtcNow(), ct) : null;
        return new(
            query.Id, it.Version, it.Number, it.Wrapped is null ? null : vault.Open(it.CustomerId, it.Wrapped).Open(ServiceCase.SubjectColumn, query.Id, it.Subject), it.QueueId,
            await db.QueueNameAsync(it.QueueId, ct), sum, sum is null ? null : by, await sums.DecisionsAsync(db, query.Id, ct), queues, suggested, mayAssign);
    }
}
