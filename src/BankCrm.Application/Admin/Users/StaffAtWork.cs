using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;

namespace BankCrm.Application.Admin.Users;

/// <summary>Who works for a branch today.</summary>
internal static class StaffAtWork
{
    /// <summary>Those of the branch or who cover it, who may do something, by name.</summary>
    public static IQueryable<StaffMember> StaffAtWorkIn(this CrmDb db, Guid branchId, string permission, DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        var roles = db.Roles.Where(r => r.Permissions.Contains(permission)).Select(r => r.Id);
        return db.Staff
            .Where(s => s.DisabledAt == null && s.Roles.Any(held => roles.Contains(held.RoleId)))
            .Where(s => s.HomeBranchId == branchId || s.Coverages.Any(c => c.BranchId == branchId && c.From <= today && c.Until >= today))
            .OrderBy(s => s.Name).ThenBy(s => s.Id);
    }
}
