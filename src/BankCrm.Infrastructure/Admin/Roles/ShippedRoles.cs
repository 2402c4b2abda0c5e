using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.Roles;

/// <summary>The roles that come with the product, with the permissions each release adds to them.</summary>
internal static class ShippedRoles
{
    public static async Task OfferAsync(CrmDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await db.Database.ExecuteSqlAsync($"lock table roles in share row exclusive mode", ct);
        var roles = await db.Roles.AsTracking().Where(r => r.IsShipped).ToDictionaryAsync(r => r.Name, ct);
        foreach (var shipped in Enum.GetValues<ShippedRole>())
        {
            var name = shipped.Words;
            if (!roles.TryGetValue(name, out var role))
            {
                role = Role.Ship(Guid.CreateVersion7(), name, ReachOf(shipped), oneSession: shipped is ShippedRole.Teller);
                db.Add(role);
            }

            role.Offer(Permission.All.Where(p => p.Roles.Contains(shipped)).Select(p => p.Name));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static RoleReach ReachOf(ShippedRole role) =>
        role is ShippedRole.Marketing or ShippedRole.ComplianceOfficer or ShippedRole.Auditor ? RoleReach.AllBranches : RoleReach.OwnBranches;
}
