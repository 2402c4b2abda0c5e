using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>The second pair of eyes agrees: the file is written.</summary>
[Allow(ExportPermissions.Approve)]
[StepUp(StepUpPurpose.Exports)]
public sealed record ApproveExport(Guid Id, uint Version);

/// <summary>The second pair of eyes does not agree.</summary>
[Allow(ExportPermissions.Approve)]
public sealed record TurnDownExport
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public string Reason { get; init => field = value ?? ""; } = "";
}

/// <summary>Who asked for it wants it no more.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed record CancelExport(Guid Id);

internal sealed class ApproveExportValidator : AbstractValidator<ApproveExport>
{
    public ApproveExportValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class TurnDownExportValidator : AbstractValidator<TurnDownExport>
{
    public TurnDownExportValidator()
    {
        RuleFor(e => e.Reason).NotEmpty();
        RuleFor(e => e.Reason).Custom(ExportReason.Check);
    }
}

internal sealed class CancelExportValidator : AbstractValidator<CancelExport>
{
    public CancelExportValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class ApproveExportHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<ApproveExport>
{
    public async Task HandleAsync(ApproveExport command, CancellationToken ct)
    {
        var export = await db.ForChangeAsync<CustomerExport>(command.Id, command.Version, ct);
        export.Approve(user.Person, clock.GetUtcNow());
        audit.Record(ExportRecords.Of(AuditEvents.Decided, export));
    }
}

internal sealed class TurnDownExportHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<TurnDownExport>
{
    public async Task HandleAsync(TurnDownExport command, CancellationToken ct)
    {
        var export = await db.ForChangeAsync<CustomerExport>(command.Id, command.Version, ct);
        export.TurnDown(command.Reason, user.Person, clock.GetUtcNow());
        audit.Record(ExportRecords.Of(AuditEvents.Decided, export));
    }
}

internal sealed class CancelExportHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CancelExport>
{
    public async Task HandleAsync(CancelExport command, CancellationToken ct) =>
        (await db.ExportOfAsync(command.Id, user, ct)).Cancel(user.Person, clock.GetUtcNow());
}
