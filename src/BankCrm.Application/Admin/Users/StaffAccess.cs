using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What a colleague may do and see today: the sum of their roles, their home branch and the branches they cover.</summary>
public static class StaffAccess
{
    /// <summary>Null: there is no such colleague, or they are disabled.</summary>
    public static async Task<CurrentUser?> OfAsync(CrmDb db, Guid staffId, DateOnly today, CancellationToken ct)
    {
        var person = await db.Staff
            .Where(s => s.Id == staffId && s.DisabledAt == null)
            .Select(s => new
            {
                s.Name,
                s.HomeBranchId,
                s.MustChangePassword,
                Covered = s.Coverages.Where(c => c.From <= today && today <= c.Until).Select(c => c.BranchId).ToList(),
                Roles = s.Roles.Select(r => r.RoleId).ToList(),
            })
            .AsSplitQuery()
            .SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return null;
        }

        var roles = await db.Roles.Where(r => person.Roles.Contains(r.Id)).OrderBy(r => r.Name).ToListAsync(ct);
        var home = await db.Branches.SingleAsync(b => b.Id == person.HomeBranchId, ct);
        var below = home.Kind is BranchKind.Region
            ? await db.Branches.Where(b => b.ParentId == home.Id).Select(b => b.Id).ToListAsync(ct)
            : [];

        return new(
            staffId, person.Name, roles.Any(r => r.Reach is RoleReach.AllBranches),
            [.. person.Covered.Append(home.Id).Concat(below).Distinct()],
            roles.SelectMany(r => r.Permissions).ToHashSet())
        {
            Roles = string.Join(", ", roles.Select(r => r.Name)),
            HomeBranchId = home.Id,
            HomeBranch = home.Name,
            MustChangePassword = person.MustChangePassword,
        };
    }
}
