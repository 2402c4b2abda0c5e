using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Roles;

[Allow(AdminPermissions.Read)]
public sealed record ListRoles;

/// <param name="Holders">Colleagues at work who have it.</param>
public sealed record RoleRow(Guid Id, string Name, bool IsShipped, RoleReach Reach, bool OneSession, int Permissions, int Holders);

internal sealed class ListRolesHandler(CrmDb db) : IQueryHandler<ListRoles, IReadOnlyList<RoleRow>>
{
    public async Task<IReadOnlyList<RoleRow>> HandleAsync(ListRoles query, CancellationToken ct)
    {
        var holders = await db.Staff.Where(s => s.DisabledAt == null).SelectMany(s => s.Roles).GroupBy(held => held.RoleId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var roles = await db.Roles.OrderByDescending(r => r.IsShipped).ThenBy(r => r.Name).ToListAsync(ct);
        return [.. roles.Select(r => new RoleRow(r.Id, r.Name, r.IsShipped, r.Reach, r.OneSession, r.Permissions.Count, holders.GetValueOrDefault(r.Id)))];
    }
}
