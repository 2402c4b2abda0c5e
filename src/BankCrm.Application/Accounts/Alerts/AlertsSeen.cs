using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>An alert and its customer: whoever does not see the one does not see the other.</summary>
internal sealed class AlertSeen
{
    public MovementAlert Alert { get; init; } = null!;
    public Customer Customer { get; init; } = null!;
}

internal static class AlertsSeenBy
{
    extension(CrmDb db)
    {
        /// <summary>The customer may have been merged into another since: what was found about them stays theirs.</summary>
        public IQueryable<AlertSeen> AlertsSeen() => db.MovementAlerts
            .Join(db.CustomersWithMerged, a => a.CustomerId, c => c.Id, (a, c) => new AlertSeen { Alert = a, Customer = c });

        /// <summary>Colleagues at work who may work on alerts, by name.</summary>
        public async Task<IReadOnlyList<(Guid Id, string Name)>> AlertOfficersAsync(CancellationToken ct)
        {
            var roles = await db.Roles.Where(r => r.Permissions.Contains(AlertPermissions.Work)).Select(r => r.Id).ToListAsync(ct);
            var officers = await db.Staff
                .Where(s => s.DisabledAt == null && s.Roles.Any(held => roles.Contains(held.RoleId)))
                .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
            return [.. officers.Select(o => (o.Id, o.Name))];
        }
    }
}
