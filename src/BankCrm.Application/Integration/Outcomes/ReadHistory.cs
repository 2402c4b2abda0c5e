using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;

namespace BankCrm.Application.Integration.Outcomes;

/// <summary>Says what the columns of a received list mean and has it read in the background.</summary>
[Allow(ScorePermissions.Learn)]
public sealed record ReadHistory(Guid Id, uint Version, HistorySettings Settings);

internal sealed class ReadHistoryValidator : AbstractValidator<ReadHistory>
{
    public ReadHistoryValidator()
    {
        RuleFor(r => r.Id).NotEmpty();
        RuleFor(r => r.Settings).NotNull();
        RuleFor(r => r.Settings.OutcomeColumn).NotEmpty().OverridePropertyName("Outcome"); // as the form calls it
        RuleFor(r => r.Settings.OutcomeValues).Must(v => v is { Count: > 0 } && v.All(one => one.Length > 0)).WithMessage("Say what stands there where it came about.").OverridePropertyName("Value");
        RuleFor(r => r.Settings.Order).IsInEnum();
        RuleFor(r => r.Settings.OrderColumn).NotEmpty().When(r => r.Settings.Order is HistoryOrder.ByDay).OverridePropertyName("OrderColumn");
    }
}

internal sealed class ReadHistoryHandler(CrmDb db, CurrentUser user) : ICommandHandler<ReadHistory>
{
    public async Task HandleAsync(ReadHistory command, CancellationToken ct)
    {
        user.DemandAllBranches(ScorePermissions.Learn);
        var history = await db.ForChangeAsync<OutcomeHistory>(command.Id, command.Version, ct);
        Refuse.If(command.Settings.Missing(history.Header) is not null, "No column is called {0}.", command.Settings.Missing(history.Header) ?? "");
        history.ReadAs(JsonSerializer.Serialize(command.Settings), command.Settings.Order);
    }
}

/// <summary>Keeps what a list held. The job's own: no page sends it.</summary>
/// <param name="Fault">Why it could not be read. Null: it could.</param>
[Allow(ScorePermissions.Learn)]
public sealed record EndReading(Guid Id, IReadOnlyList<(int Place, FoundColumn Column)> Columns, HistoryCounts Counts, Fault? Fault);

internal sealed class EndReadingValidator : AbstractValidator<EndReading>;

internal sealed class EndReadingHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndReading>
{
    public async Task HandleAsync(EndReading command, CancellationToken ct)
    {
        var history = await db.ForChangeAsync<OutcomeHistory>(command.Id, ct);
        if (command.Fault is { } fault)
        {
            history.Fail(fault.Sentence, [.. fault.Args.Select(a => $"{a}")]);
        }
        else
        {
            history.TakeIn(command.Columns, command.Counts, clock.GetUtcNow());
        }

        audit.Record(new(AuditEvents.Imported, command.Fault is null ? AuditOutcome.Ok : AuditOutcome.Error)
        {
            ObjectType = nameof(OutcomeHistory),
            ObjectId = history.Id,
            ReasonText = history.FileName,
            Changes = AuditChanges.Of([("Rows", null, command.Counts.Rows), ("Owned", null, command.Counts.Owned), ("Made", null, command.Counts.Made)]),
        });
    }
}
