using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <param name="BranchId">One of the branches asked about, in which they work; of who sees all branches and works in none of these, their own.</param>
internal sealed record StaffReaching(Guid StaffId, Guid BranchId);

/// <summary>Who may do something for customers of certain branches, wherever they sit.</summary>
internal static class StaffReach
{
    /// <summary>Those who may do it and see one of the branches: who works there or covers it, has the region, or sees all. Disabled colleagues are left out.</summary>
    /// <param name="except">Colleagues who are left out besides.</param>
    public static async Task<IReadOnlyList<StaffReaching>> StaffReachingAsync(
        this CrmDb db, IReadOnlyList<Guid> branches, string permission, IReadOnlyList<Guid> except, DateTimeOffset now, CancellationToken ct)
    {
        var today = Branch.DayAt(now);
        var roles = await db.Roles.Where(r => r.Permissions.Contains(permission)).Select(r => r.Id).ToListAsync(ct);
        var everywhere = await db.Roles.Where(r => r.Reach == RoleReach.AllBranches).Select(r => r.Id).ToListAsync(ct);
        var found = await db.Staff
            .Where(s => s.DisabledAt == null && !except.Contains(s.Id) && s.Roles.Any(held => roles.Contains(held.RoleId)))
            .Select(s => new
            {
                s.Id,
                s.HomeBranchId,
                Region = db.Branches.Where(b => b.ParentId == s.HomeBranchId && db.Branches.Any(h => h.Id == s.HomeBranchId && h.Kind == BranchKind.Region)).Select(b => b.Id).ToList(),
                SeesAll = s.Roles.Any(held => everywhere.Contains(held.RoleId)),
                Covers = s.Coverages.Where(c => c.From <= today && today <= c.Until).Select(c => c.BranchId).ToList(),
            }).AsSplitQuery().ToListAsync(ct);
        return
        [
            .. from s in found
               let theirs = branches.Intersect([s.HomeBranchId, .. s.Covers, .. s.Region]).ToList()
               where s.SeesAll || theirs.Count > 0
               select new StaffReaching(s.Id, theirs.Contains(s.HomeBranchId) || theirs.Count == 0 ? s.HomeBranchId : theirs[0]),
        ];
    }
}
