using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>What exporting this list would mean.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed record GetExportForm(ExportList List);

/// <param name="List">As it would be exported: a portfolio only, where that is all the user may have.</param>
/// <param name="Rows">Exactly so many customers.</param>
/// <param name="Limit">More than these need a second person.</param>
/// <param name="LeavesOutProtected">Protected records are left out: an order by name, or a filter, would tell of them.</param>
/// <param name="Left">How many exports the user may still ask for today.</param>
public sealed record ExportForm(ExportList List, ListChoices Choices, int Rows, int Limit, bool IsPortfolio, bool LeavesOutProtected, int Left)
{
    public bool NeedsApproval => Rows > Limit;
}

internal sealed class GetExportFormHandler(CrmDb db, CurrentUser user, ExportedCustomers customers, ExportLimits limits, TimeProvider clock)
    : IQueryHandler<GetExportForm, ExportForm>
{
    public async Task<ExportForm> HandleAsync(GetExportForm query, CancellationToken ct)
    {
        var rights = ExportRights.Of(user, limits)!;
        var list = await customers.OfAsync(db, user, rights, query.List, ct);
        var left = limits.PerDay - await ExportQuota.UsedAsync(db, user, clock.GetUtcNow(), ct);
        return new(
            list, await customers.ChoicesAsync(db, user, list, ct), await customers.CountAsync(db, user, list, ct), rights.Rows, rights.IsPortfolio, ExportedCustomers.LeavesOutProtected(user, list),
            Math.Max(0, left));
    }
}

internal static class ExportQuota
{
    /// <summary>How many exports they have asked for in the last 24 hours, whatever became of them.</summary>
    public static Task<int> UsedAsync(CrmDb db, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddDays(-1);
        return db.Exports.CountAsync(e => e.RequestedBy == user.StaffId && e.RequestedAt > since, ct);
    }
}
