using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Roles;

[Allow(AdminPermissions.Read)]
public sealed record GetRole(Guid Id);

/// <param name="Holders">All who have it, the disabled too.</param>
/// <param name="IsMine">The viewer has it, so may not widen it.</param>
public sealed record RoleDetails(
    Guid Id, uint Version, string Name, bool IsShipped, RoleReach Reach, bool OneSession, IReadOnlyList<string> Permissions,
    IReadOnlyList<Choice> Holders, int HolderCount, bool IsMine);

internal sealed class GetRoleHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetRole, RoleDetails>
{
    private const int Shown = 100;

    public async Task<RoleDetails> HandleAsync(GetRole query, CancellationToken ct)
    {
        var role = await db.Roles.SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var all = db.Staff.Where(s => s.Roles.Any(held => held.RoleId == role.Id));
        var shown = await all.SeenBy(user).OrderBy(s => s.Name).Take(Shown).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct);
        return new(
            role.Id, role.Version, role.Name, role.IsShipped, role.Reach, role.OneSession, role.Permissions,
            shown, await all.CountAsync(ct), await all.AnyAsync(s => s.Id == user.StaffId, ct));
    }
}
