using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

public enum ScoreDecision
{
    Approve,
    TurnDown,
    Withdraw,
}

/// <summary>Decides about a version that a colleague had learnt: it scores customers from now on, it does not, or not any more.</summary>
[Allow(ScorePermissions.Approve)]
public sealed record DecideScore(Guid Id, uint Version, ScoreDecision Decision, string Remark);

internal sealed class DecideScoreValidator : AbstractValidator<DecideScore>
{
    public DecideScoreValidator()
    {
        RuleFor(d => d.Id).NotEmpty();
        RuleFor(d => d.Decision).IsInEnum();
        RuleFor(d => d.Remark).NotEmpty().IsClean(ScoreVersion.RemarkMaxLength);
    }
}

internal sealed class DecideScoreHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DecideScore>
{
    public async Task HandleAsync(DecideScore command, CancellationToken ct)
    {
        var version = await db.ForChangeAsync<ScoreVersion>(command.Id, command.Version, ct);
        var now = clock.GetUtcNow();
        switch (command.Decision)
        {
            case ScoreDecision.Approve:
                var inUse = await db.ScoreVersions.Where(v => v.HistoryId == version.HistoryId && v.State == ScoreState.InUse).Select(v => (Guid?)v.Id).SingleOrDefaultAsync(ct);
                version.Approve(inUse is { } id ? await db.ForChangeAsync<ScoreVersion>(id, ct) : null, command.Remark, user.Person, now);
                break;
            case ScoreDecision.TurnDown:
                version.TurnDown(command.Remark, user.Person, now);
                break;
            default:
                version.Withdraw(command.Remark, user.Person, now);
                break;
        }
    }
}
