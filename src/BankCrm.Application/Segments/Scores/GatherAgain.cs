using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;

namespace BankCrm.Application.Segments.Scores;

/// <summary>Takes into a history, in the background, what has come to its end since, and judges the score by it.</summary>
[Allow(ScorePermissions.Learn)]
public sealed record GatherAgain(Guid Id, uint Version);

internal sealed class GatherAgainValidator : AbstractValidator<GatherAgain>
{
    public GatherAgainValidator() => RuleFor(g => g.Id).NotEmpty();
}

internal sealed class GatherAgainHandler(CrmDb db, CurrentUser user) : ICommandHandler<GatherAgain>
{
    public async Task HandleAsync(GatherAgain command, CancellationToken ct)
    {
        user.DemandAllBranches(ScorePermissions.Learn);
        await db.RefuseWhileLearningAsync(command.Id, ct);
        (await db.ForChangeAsync<OutcomeHistory>(command.Id, command.Version, ct)).GatherAgain();
    }
}

/// <summary>Keeps what was gathered. The job's own: no page sends it.</summary>
/// <param name="Checks">How right the versions were about what is new.</param>
/// <param name="Fault">Why it could not be gathered. Null: it could.</param>
[Allow(ScorePermissions.Learn)]
public sealed record EndGathering(
    Guid Id, IReadOnlyList<FoundColumn> Columns, HistoryCounts Counts, int Open, int Places, IReadOnlyList<(int Number, ScoreCheckReport Report)> Checks, Fault? Fault);

internal sealed class EndGatheringValidator : AbstractValidator<EndGathering>;

internal sealed class EndGatheringHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndGathering>
{
    public async Task HandleAsync(EndGathering command, CancellationToken ct)
    {
        var history = await db.ForChangeAsync<OutcomeHistory>(command.Id, ct);
        if (command.Fault is { } fault)
        {
            history.Fail(fault.Sentence, [.. fault.Args.Select(a => $"{a}")]);
        }
        else
        {
            history.Gathered(command.Columns, command.Counts, command.Open, command.Places, clock.GetUtcNow());
            db.AddRange(command.Checks.Select(c => ScoreCheck.Of(command.Id, c.Number, c.Report, clock.GetUtcNow())));
        }

        audit.Record(new(AuditEvents.Imported, command.Fault is null ? AuditOutcome.Ok : AuditOutcome.Error)
        {
            ObjectType = nameof(OutcomeHistory),
            ObjectId = history.Id,
            Changes = AuditChanges.Of([("Rows", null, command.Counts.Rows), ("Open", null, command.Open)]),
        });
    }
}
