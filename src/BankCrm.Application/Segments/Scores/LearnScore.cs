using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Scores;

/// <summary>Has a new version of a score learnt of a history, in the background.</summary>
/// <param name="Id">Carried by the form, so that a double click asks once.</param>
[Allow(ScorePermissions.Learn)]
public sealed record LearnScore(Guid Id, Guid HistoryId);

internal sealed class LearnScoreValidator : AbstractValidator<LearnScore>
{
    public LearnScoreValidator()
    {
        RuleFor(l => l.Id).NotEmpty();
        RuleFor(l => l.HistoryId).NotEmpty();
    }
}

internal sealed class LearnScoreHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<LearnScore>
{
    public async Task HandleAsync(LearnScore command, CancellationToken ct)
    {
        await db.RefuseWhileLearningAsync(command.HistoryId, ct);
        db.Add(ScoreVersion.Ask(command.Id, await db.ForChangeAsync<OutcomeHistory>(command.HistoryId, ct), user.Person, clock.GetUtcNow()));
    }
}

internal static class Learning
{
    /// <exception cref="RefusedException">A version of the history waits or is being learnt.</exception>
    public static async Task RefuseWhileLearningAsync(this CrmDb db, Guid historyId, CancellationToken ct) => Refuse.If(
        await db.ScoreVersions.AnyAsync(v => v.HistoryId == historyId && (v.State == ScoreState.Waiting || v.State == ScoreState.Learning), ct),
        "A version is being learnt already.");
}

/// <summary>Keeps what was learnt. The job's own: no page sends it.</summary>
/// <param name="Model">Null: it failed.</param>
/// <param name="Seen">Behind the last row of the history that it saw.</param>
[Allow(ScorePermissions.Learn)]
public sealed record EndLearning(Guid Id, string? Model, string? Report, int Seen);

internal sealed class EndLearningValidator : AbstractValidator<EndLearning>;

internal sealed class EndLearningHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndLearning>
{
    public async Task HandleAsync(EndLearning command, CancellationToken ct)
    {
        var version = await db.ForChangeAsync<ScoreVersion>(command.Id, ct);
        if (command is { Model: { } model, Report: { } report })
        {
            version.End(model, report, command.Seen, clock.GetUtcNow());
        }
        else
        {
            version.Fail(clock.GetUtcNow());
        }

        audit.Record(new(AuditEvents.JobRan, command.Model is null ? AuditOutcome.Error : AuditOutcome.Ok) { ObjectType = nameof(ScoreVersion), ObjectId = version.Id });
    }
}

/// <summary>Notes that customers were scored. The job's own: no page sends it.</summary>
[Allow(ScorePermissions.Learn)]
public sealed record EndScoring(Guid Id, int Customers);

internal sealed class EndScoringValidator : AbstractValidator<EndScoring>;

internal sealed class EndScoringHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndScoring>
{
    public async Task HandleAsync(EndScoring command, CancellationToken ct)
    {
        (await db.ForChangeAsync<ScoreVersion>(command.Id, ct)).HasScored(command.Customers, clock.GetUtcNow());
        audit.Record(new(AuditEvents.JobRan) { ObjectType = nameof(ScoreVersion), ObjectId = command.Id, Changes = AuditChanges.Of([("Scored", null, command.Customers)]) });
    }
}
