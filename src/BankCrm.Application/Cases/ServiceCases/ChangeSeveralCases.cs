using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Makes a case more urgent.</summary>
[Allow(CasePermissions.Work)]
public sealed record RaiseCasePriority(Guid Id, uint Version, CasePriority Priority, string Text) : IOnCase;

internal sealed class RaiseCasePriorityValidator : AbstractValidator<RaiseCasePriority>
{
    public RaiseCasePriorityValidator()
    {
        RuleFor(c => c.Priority).IsInEnum();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class RaiseCasePriorityHandler(CaseFile files) : ICommandHandler<RaiseCasePriority>
{
    public async Task HandleAsync(RaiseCasePriority command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        file.Case.RaisePriority(command.Priority, file.MustBeWritten(command.Text), file.By, file.Now);
    }
}

/// <summary>Some cases that are to be changed together, and to whom all of them can be given.</summary>
[Allow(CasePermissions.Work)]
public sealed record GetCasesToChange(IReadOnlyList<Guid> Ids);

/// <param name="Cases">Of those asked for the ones this colleague sees, in their order.</param>
/// <param name="Colleagues">Empty where they are of several branches.</param>
/// <param name="Queues">The same.</param>
public sealed record CasesToChange(IReadOnlyList<CaseRow> Cases, IReadOnlyList<Choice> Colleagues, IReadOnlyList<Choice> Queues);

internal sealed class GetCasesToChangeHandler(CrmDb db, CurrentUser user, CaseRows rows, TimeProvider clock) : IQueryHandler<GetCasesToChange, CasesToChange>
{
    /// <summary>What a page of the list shows.</summary>
    private const int Most = 50;

    public async Task<CasesToChange> HandleAsync(GetCasesToChange query, CancellationToken ct)
    {
        List<Guid> ids = [.. query.Ids.Distinct().Take(Most)];
        var seen = db.CasesSeenBy(user).Where(c => ids.Contains(c.Id));
        var found = (await rows.OfAsync(seen, ct)).ToDictionary(c => c.Id);
        var branches = await seen.Select(c => c.BranchId).Distinct().Take(2).ToListAsync(ct);
        return branches is [var branch]
            ? new(
                InOrder(), await db.CaseColleagues(branch, clock.GetUtcNow()).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct),
                await db.QueueChoicesAsync(branch, QueueTakes.Cases, ct))
            : new(InOrder(), [], []);

        IReadOnlyList<CaseRow> InOrder() => [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }
}
