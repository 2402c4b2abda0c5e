using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.DataQuality.Export;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>One export: what was asked for, how far it is, what the user may do with it.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch, ExportPermissions.Approve)]
public sealed record GetExport(Guid Id);

/// <param name="Counted">How many matched when it was asked for.</param>
/// <param name="Rows">In the file. Null: there is none yet.</param>
/// <param name="Written">Rows so far, of <paramref name="Total"/>; 0 of 0 before it begins.</param>
public sealed record ExportShown(
    Guid Id, uint Version, string Reference, ExportStatus Status, bool HasExpired, ExportFormat Format, string Reason, string Answer, string? Failure,
    ExportList List, ListChoices Choices, int Counted, int? Rows, int Written, int Total, string? Digest, long? Size,
    ExportTimes Times, string Branch, string? RequestedBy, string? DecidedBy, ExportMay May)
{
    public bool IsAtWork => Status is ExportStatus.Waiting;
}

public sealed record ExportTimes(
    DateTimeOffset Requested, DateTimeOffset? Decided, DateTimeOffset? Finished, DateTimeOffset? Expires, DateTimeOffset? PickedUp);

public sealed record ExportMay(bool PickUp, bool Cancel, bool Decide);

internal sealed class GetExportHandler(CrmDb db, CurrentUser user, ExportedCustomers customers, StaffNames staff, TimeProvider clock)
    : IQueryHandler<GetExport, ExportShown>
{
    public async Task<ExportShown> HandleAsync(GetExport query, CancellationToken ct)
    {
        var export = await db.Exports.SingleOrDefaultAsync(e => e.Id == query.Id, ct) ?? throw new NotFoundException();
        var isMine = export.RequestedBy == user.StaffId;
        if (!isMine && !user.May(ExportPermissions.Approve))
        {
            throw new NotFoundException();
        }

        var list = ExportList.Of(export.ListJson);
        var progress = await db.ExportProgress.SingleAsync(p => p.ExportId == export.Id, ct);
        var names = await staff.OfAsync(db, new[] { export.RequestedBy, export.DecidedBy }.OfType<Guid>(), ct);
        var branch = await db.Branches.Where(b => b.Id == export.BranchId).Select(b => b.Name).SingleAsync(ct);
        var hasExpired = export.HasExpired(clock.GetUtcNow());
        return new(
            export.Id, export.Version, export.Reference, export.Status, hasExpired, export.Format, export.Reason, export.Answer, export.Failure, list,
            await customers.ChoicesAsync(db, user, list, ct), export.Counted, export.Rows,
            progress.Written, progress.Total, export.Digest, export.Size,
            new(export.RequestedAt, export.DecidedAt, export.FinishedAt, export.ExpiresAt, export.PickedUpAt),
            branch, names.GetValueOrDefault(export.RequestedBy), NameOf(export.DecidedBy),
            new(
                PickUp: isMine && export.Status is ExportStatus.Ready && !hasExpired,
                Cancel: isMine && export.Status is (ExportStatus.Proposed or ExportStatus.Waiting or ExportStatus.Ready),
                Decide: !isMine && export.Status is ExportStatus.Proposed && !hasExpired));

        string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;
    }
}
