using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>Asks for a list of customers as a file. Beyond the limit a second person decides.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed record RequestExport
{
    /// <summary>Carried by the form, so that a double click asks once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public ExportList List { get; init; } = new(new(), default, CustomerColumns.Usual);
    public ExportFormat? Format { get; init; }

    /// <summary>In which language the file speaks.</summary>
    public string Language { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";
}

internal sealed class RequestExportValidator : AbstractValidator<RequestExport>
{
    public RequestExportValidator()
    {
        RuleFor(e => e.Id).NotEmpty();
        RuleFor(e => e.Format).NotNull().IsInEnum();
        RuleFor(e => e.Language).MaximumLength(20);
        RuleFor(e => e.List.Columns).NotEmpty();
        RuleForEach(e => e.List.Columns).IsInEnum();
        RuleFor(e => e.Reason).NotEmpty();
        RuleFor(e => e.Reason).MinimumLength(CustomerExport.LeastReason).When(e => e.Reason.Length > 0);
        RuleFor(e => e.Reason).Custom(ExportReason.Check);
    }
}

internal static class ExportReason
{
    public static void Check<T>(string reason, ValidationContext<T> context)
    {
        if (CleanText.Check(reason, CustomerExport.ReasonMaxLength, manyLines: true) is { } fault)
        {
            context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
        }
    }
}

internal sealed class RequestExportHandler(
    CrmDb db, CurrentUser user, ExportedCustomers customers, ExportLimits limits, IAuditTrail audit, TimeProvider clock) : ICommandHandler<RequestExport>
{
    public async Task HandleAsync(RequestExport command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Refuse.If(
            await ExportQuota.UsedAsync(db, user, now, ct) >= limits.PerDay, "You have asked for {0} exports in the last 24 hours. More is not allowed.", limits.PerDay);

        var rights = ExportRights.Of(user, limits)!;
        var list = await customers.OfAsync(db, user, rights, command.List, ct);
        var counted = await customers.CountAsync(db, user, list, ct);
        Refuse.If(counted > ExportLimits.MostRows, "A file holds {0} customers at most. Filter the list further.", ExportLimits.MostRows);

        var branchId = user.HomeBranchId ?? throw new ForbiddenException(ExportPermissions.Branch);
        var order = new ExportOrder(user.Person, branchId, command.Format!.Value, command.Language, list.ToJson(), command.Reason);
        var export = CustomerExport.Request(command.Id, order, counted, rights.Rows, now);
        db.Add(export);
        db.Add(ExportProgress.Of(export));
        if (export.Status is ExportStatus.Proposed)
        {
            audit.Record(ExportRecords.Of(AuditEvents.Proposed, export));
        }
    }
}

/// <summary>What the audit trail keeps of an export besides its changes.</summary>
internal static class ExportRecords
{
    public static AuditRecord Of(string happened, CustomerExport export) => new(happened)
    {
        ObjectType = nameof(CustomerExport),
        ObjectId = export.Id,
        BranchId = export.BranchId,
        ReasonCode = export.Status.ToString(),
        ReasonText = export.Answer.Length > 0 ? export.Answer : export.Reason,
        Changes = AuditChanges.Of(
        [
            ("Digest", null, export.Digest), ("Format", null, export.Format), ("List", null, export.ListJson), ("Reference", null, export.Reference),
            ("RowLimit", null, export.RowLimit), ("Rows", null, export.Rows ?? export.Counted),
        ]),
    };
}
