using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;

namespace BankCrm.Application.Admin.Users;

internal static class SeenStaff
{
    extension(IQueryable<StaffMember> staff)
    {
        /// <summary>Those whom an administrator or somebody who sees all branches sees: all. Others see the colleagues of their branches.</summary>
        public IQueryable<StaffMember> SeenBy(CurrentUser user) =>
            user.SeesAllBranches || user.May(AdminPermissions.ChangeUsers) ? staff : staff.Where(s => user.Branches.Contains(s.HomeBranchId));
    }
}
