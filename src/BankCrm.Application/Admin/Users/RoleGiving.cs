using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Gives roles within the limits of whoever gives them.</summary>
public sealed class RoleGiving(CrmDb db, CurrentUser user)
{
    /// <summary>Gives exactly these roles.</summary>
    /// <returns>Whether the colleague can change users afterwards.</returns>
    public async Task<bool> GiveAsync(StaffMember person, IReadOnlyList<Guid>? roleIds, CancellationToken ct)
    {
        var wanted = (roleIds ?? []).Distinct().ToList();
        var roles = await db.Roles.Where(r => wanted.Contains(r.Id)).ToListAsync(ct);
        Refuse.If(roles.Count != wanted.Count, "One of these roles is not there any more. Open the page again.");

        var former = person.Roles.Select(r => r.RoleId).ToHashSet();
        person.Assign(roles, user.StaffId);
        foreach (var role in roles.Where(r => !former.Contains(r.Id)))
        {
            role.DemandMayBeGivenBy(user.Permissions);
        }

        return roles.Any(r => r.Permissions.Contains(AdminPermissions.ChangeUsers));
    }

    /// <exception cref="RefusedException">They are a more powerful administrator than the user.</exception>
    public async Task DemandMayChangeAsync(StaffMember person, CancellationToken ct)
    {
        var held = person.Roles.Select(r => r.RoleId).ToList();
        foreach (var role in await db.Roles.Where(r => held.Contains(r.Id)).ToListAsync(ct))
        {
            role.DemandMayBeGivenBy(user.Permissions);
        }
    }
}
