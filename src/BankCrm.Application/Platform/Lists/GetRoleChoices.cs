using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Lists;

/// <summary>Whose default a view can be made.</summary>
[Allow(ListPermissions.Share)]
public sealed record GetRoleChoices;

public sealed record RoleChoice(Guid Id, string Name);

internal sealed class GetRoleChoicesHandler(CrmDb db) : IQueryHandler<GetRoleChoices, IReadOnlyList<RoleChoice>>
{
    public async Task<IReadOnlyList<RoleChoice>> HandleAsync(GetRoleChoices query, CancellationToken ct) =>
        await db.Roles.OrderBy(r => r.Name).Select(r => new RoleChoice(r.Id, r.Name)).ToListAsync(ct);
}
