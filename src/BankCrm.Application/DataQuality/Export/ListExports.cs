using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>Which exports a list shows.</summary>
public enum ExportFilter
{
    [Means("My exports")] Mine,
    [Means("Waiting for my decision")] ForMe,
    [Means("All I may decide about")] All,
}

/// <summary>Exports, the newest first: one's own, and for those who approve, all of the branches they see.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch, ExportPermissions.Approve)]
public sealed record ListExports(ExportFilter Filter = ExportFilter.Mine, string? After = null);

public sealed record ExportRow(
    Guid Id, string Reference, ExportStatus Status, bool HasExpired, ExportFormat Format, int Rows, string? RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? ExpiresAt);

internal sealed class ListExportsHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListExports, Page<ExportRow>>
{
    private const int PageSize = 50;

    public async Task<Page<ExportRow>> HandleAsync(ListExports query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var exports = Matching(query.Filter, now);
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            exports = exports.Where(e => e.Id < last);
        }

        var page = await exports.OrderByDescending(e => e.Id).ToPageAsync(PageSize, e => e.Id, ct);
        var names = await staff.OfAsync(db, page.Items.Select(e => e.RequestedBy), ct);
        return new(
            [.. page.Items.Select(e => new ExportRow(
                e.Id, e.Reference, e.Status, e.HasExpired(now), e.Format, e.Rows ?? e.Counted, names.GetValueOrDefault(e.RequestedBy), e.RequestedAt, e.ExpiresAt))],
            page.Next);
    }

    private IQueryable<CustomerExport> Matching(ExportFilter filter, DateTimeOffset now)
    {
        var (me, oldest) = (user.StaffId, now - CustomerExport.Validity);
        return filter switch
        {
            ExportFilter.ForMe when user.May(ExportPermissions.Approve) =>
                db.Exports.Where(e => e.Status == ExportStatus.Proposed && e.RequestedBy != me && e.RequestedAt >= oldest),
            ExportFilter.All when user.May(ExportPermissions.Approve) => db.Exports,
            _ => db.Exports.Where(e => e.RequestedBy == me),
        };
    }
}
