using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Users;

namespace BankCrm.Application.Tasks.Reminders;

internal static class Managers
{
    extension(CrmDb db)
    {
        /// <summary>Those at work in the branch who hear of what is late.</summary>
        public IQueryable<StaffMember> FollowUpManagers(Guid branchId, DateTimeOffset now)
        {
            var roles = db.Roles.Where(r => r.Permissions.Contains(TaskPermissions.Direct)).Select(r => r.Id);
            return db.FollowUpColleagues(branchId, now).Where(s => s.Roles.Any(held => roles.Contains(held.RoleId)));
        }
    }
}
