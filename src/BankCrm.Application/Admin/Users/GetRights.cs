using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What can this person do, and why?</summary>
[Allow(AdminPermissions.Read)]
public sealed record GetRights(Guid Id);

public sealed record PermissionGrant(string Feature, string Name, string Sentence, IReadOnlyList<string> Roles);

/// <param name="EverywhereBy">The roles that reach all branches; empty: only those listed.</param>
public sealed record UserRights(
    Guid Id, string Name, bool IsAtWork, IReadOnlyList<PermissionGrant> Permissions, IReadOnlyList<string> EverywhereBy,
    IReadOnlyList<BranchGrant> Branches, IReadOnlyList<SessionRow> Sessions);

internal sealed class GetRightsHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetRights, UserRights>
{
    public async Task<UserRights> HandleAsync(GetRights query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isSeen = await db.Staff.SeenBy(user).AnyAsync(s => s.Id == query.Id, ct);
        if (!isSeen || await StaffAccess.ExplainAsync(db, query.Id, Branch.DayAt(now), ct) is not { } grants)
        {
            throw new NotFoundException();
        }

        return new(
            grants.Person.Id, grants.Person.Name, grants.Person.DisabledAt is null,
            [
                .. from permission in Permission.All
                   let roles = grants.Roles.Where(r => r.Permissions.Contains(permission.Name)).Select(r => r.Name).ToList()
                   where roles.Count > 0
                   select new PermissionGrant(permission.Feature, permission.Name, permission.Sentence, roles),
            ],
            [.. grants.Roles.Where(r => r.Reach is RoleReach.AllBranches).Select(r => r.Name)],
            grants.Branches,
            await SessionRows.OfAsync(db, query.Id, user, now, ct));
    }
}
