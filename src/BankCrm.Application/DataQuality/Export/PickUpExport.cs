using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>Hands out the file, this once. What is handed out is opened before the export says so, and read only after it was saved.</summary>
/// <param name="Into">Takes the file.</param>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed record PickUpExport(Guid Id, PickedUpFile Into);

/// <summary>A file that was handed out. Disposed of, it is deleted: nobody gets it twice.</summary>
public sealed class PickedUpFile : IDisposable
{
    private Action? delete;

    public Stream Content { get; private set; } = Stream.Null;

    public string Name { get; private set; } = "";

    public ExportFormat Format { get; private set; }

    internal void Take(Stream content, CustomerExport export, Action whenRead) =>
        (Content, Name, Format, delete) = (content, $"customers-{export.Reference}.{(export.Format is ExportFormat.Csv ? "csv" : "xlsx")}", export.Format, whenRead);

    /// <summary>It was sent, as far as it got.</summary>
    public void Delete()
    {
        Content.Dispose();
        delete?.Invoke();
    }

    /// <summary>What was not handed out stays.</summary>
    public void Dispose() => Content.Dispose();
}

internal sealed class PickUpExportValidator : AbstractValidator<PickUpExport>
{
    public PickUpExportValidator() => RuleFor(e => e.Into).NotNull();
}

internal sealed class PickUpExportHandler(CrmDb db, CurrentUser user, IFileStore files, IColumnCipher cipher, IAuditTrail audit, TimeProvider clock)
    : ICommandHandler<PickUpExport>
{
    public async Task HandleAsync(PickUpExport command, CancellationToken ct)
    {
        var export = await db.ExportOfAsync(command.Id, user, ct);
        var (file, key) = (export.FileId, export.FileKey);
        export.PickUp(user.Person, clock.GetUtcNow());
        audit.Record(ExportRecords.Of(AuditEvents.Downloaded, export));
        var content = files.Open(ExportFiles.Area, file!.Value, cipher.Open(CustomerExport.FileKeyColumn, file.Value, key!));
        command.Into.Take(content, export, () => files.Delete(ExportFiles.Area, file.Value));
    }
}

internal static class ExportFiles
{
    public const string Area = "exports";

    extension(CrmDb db)
    {
        /// <summary>An export of the user's own, to be changed.</summary>
        /// <exception cref="NotFoundException">There is none, or it is somebody else's.</exception>
        public async Task<CustomerExport> ExportOfAsync(Guid id, CurrentUser user, CancellationToken ct)
        {
            var export = await db.ForChangeAsync<CustomerExport>(id, ct);
            return export.RequestedBy == user.StaffId ? export : throw new NotFoundException();
        }
    }
}
