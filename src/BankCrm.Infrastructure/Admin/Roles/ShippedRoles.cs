using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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

            role.Offer(PermissionsOf(shipped));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Whether there is nothing to offer: asked at each start, without EF Core.</summary>
    public static async Task<bool> AreOfferedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("select name, offered from roles where is_shipped", connection);
        await using var rows = await ask.ExecuteReaderAsync(ct);
        var offered = new Dictionary<string, string[]>();
        while (await rows.ReadAsync(ct))
        {
            offered.Add(rows.GetString(0), rows.GetFieldValue<string[]>(1));
        }

        return Enum.GetValues<ShippedRole>().All(shipped =>
            offered.TryGetValue(shipped.Words, out var before) && !PermissionsOf(shipped).Except(before).Any());
    }

    private static IEnumerable<string> PermissionsOf(ShippedRole shipped) => Permission.All.Where(p => p.Roles.Contains(shipped)).Select(p => p.Name);

    private static RoleReach ReachOf(ShippedRole role) =>
        role is ShippedRole.Marketing or ShippedRole.ComplianceOfficer or ShippedRole.Auditor ? RoleReach.AllBranches : RoleReach.OwnBranches;
}
