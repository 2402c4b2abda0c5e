using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;

namespace BankCrm.Application.Tasks.Notices;

internal static class Telling
{
    extension(CrmDb db)
    {
        /// <summary>Tells a colleague what somebody did, with the change itself. Nobody is told what they did themselves.</summary>
        /// <param name="toStaffId">Null: there is nobody to tell.</param>
        /// <param name="by">Null: the system.</param>
        public void Tell(NoticeKind kind, FollowUp followUp, Guid? toStaffId, Guid? by, DateTimeOffset now) => db.Tell(kind, followUp.Id, followUp.BranchId, toStaffId, by, now);

        public void Tell(NoticeKind kind, Guid aboutId, Guid branchId, Guid? toStaffId, Guid? by, DateTimeOffset now)
        {
            if (toStaffId is { } staffId && staffId != by)
            {
                db.Add(Notice.Of(kind, aboutId, branchId, staffId, by, now));
            }
        }
    }
}
