using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Closes a check or a run. The job's own: no page sends it.</summary>
/// <param name="Failure">Null: it came to its end, or was cancelled.</param>
[Allow(CustomerPermissions.Import)]
public sealed record EndImport(Guid Id, string? Failure);

internal sealed class EndImportValidator : AbstractValidator<EndImport>
{
    public EndImportValidator() => RuleFor(e => e.Failure).MaximumLength(ImportRun.FailureMaxLength);
}

internal sealed class EndImportHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndImport>
{
    public async Task HandleAsync(EndImport command, CancellationToken ct)
    {
        var run = await db.ForChangeAsync<ImportRun>(command.Id, ct);
        run.End(command.Failure, clock.GetUtcNow());
        if (run.Status is ImportStatus.Checked)
        {
            return;
        }

        var counts = await db.ImportProgress.SingleAsync(p => p.RunId == run.Id, ct);
        audit.Record(new(run.Status is ImportStatus.Undone ? AuditEvents.ImportUndone : AuditEvents.Imported, run.Status is ImportStatus.Failed ? AuditOutcome.Error : AuditOutcome.Ok)
        {
            ObjectType = nameof(ImportRun),
            ObjectId = run.Id,
            BranchId = run.BranchId,
            ReasonText = run.FileName,
            Changes = AuditChanges.Of(
                [
                    ("AlreadyThere", null, counts.AlreadyThere), ("Digest", null, run.Digest), ("Imported", null, counts.Imported), ("LeftChanged", null, counts.LeftChanged),
                    ("Refused", null, counts.Refused), ("Undone", null, counts.Undone), ("Updated", null, counts.Updated),
                ]),
        });
    }
}

/// <summary>An import that nobody began in time ends with its file. The job's own: no page sends it.</summary>
[Allow(CustomerPermissions.Import)]
public sealed record ExpireImport(Guid Id);

internal sealed class ExpireImportValidator : AbstractValidator<ExpireImport>
{
    public ExpireImportValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class ExpireImportHandler(CrmDb db, TimeProvider clock) : ICommandHandler<ExpireImport>
{
    public async Task HandleAsync(ExpireImport command, CancellationToken ct) =>
        (await db.ForChangeAsync<ImportRun>(command.Id, ct)).Expire(clock.GetUtcNow());
}
