using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>The file is there. Sent by the job on behalf of whoever asked for it: no page sends it.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed record FinishExport(Guid Id, ExportedFile File);

/// <summary>There will be no file. The job's own.</summary>
[Allow(ExportPermissions.Branch)]
public sealed record FailExport(Guid Id, string Why);

/// <summary>Nobody came for the file. The job's own.</summary>
[Allow(ExportPermissions.Branch)]
public sealed record ExpireExport(Guid Id);

internal sealed class FinishExportValidator : AbstractValidator<FinishExport>
{
    public FinishExportValidator() => RuleFor(e => e.File).NotNull();
}

internal sealed class FailExportValidator : AbstractValidator<FailExport>
{
    public FailExportValidator() => RuleFor(e => e.Why).NotEmpty().MaximumLength(CustomerExport.FailureMaxLength);
}

internal sealed class ExpireExportValidator : AbstractValidator<ExpireExport>
{
    public ExpireExportValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class FinishExportHandler(CrmDb db, CurrentUser user, ExportLimits limits, IAuditTrail audit, TimeProvider clock) : ICommandHandler<FinishExport>
{
    public async Task HandleAsync(FinishExport command, CancellationToken ct)
    {
        var export = await db.ExportOfAsync(command.Id, user, ct);
        export.Finish(command.File, clock.GetUtcNow(), TimeSpan.FromHours(limits.KeepHours));
        audit.Record(ExportRecords.Of(AuditEvents.Exported, export));
    }
}

internal sealed class FailExportHandler(CrmDb db, TimeProvider clock) : ICommandHandler<FailExport>
{
    public async Task HandleAsync(FailExport command, CancellationToken ct) =>
        (await db.ForChangeAsync<CustomerExport>(command.Id, ct)).Fail(command.Why, clock.GetUtcNow());
}

internal sealed class ExpireExportHandler(CrmDb db, TimeProvider clock) : ICommandHandler<ExpireExport>
{
    public async Task HandleAsync(ExpireExport command, CancellationToken ct) =>
        (await db.ForChangeAsync<CustomerExport>(command.Id, ct)).Expire(clock.GetUtcNow());
}
