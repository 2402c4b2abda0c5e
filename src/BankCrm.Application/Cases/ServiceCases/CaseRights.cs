using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What a colleague may do with a case; that it is in their branches at all is the filter's affair.</summary>
public static class CaseRights
{
    public const string SeeAny = CasePermissions.Work + AllowAttribute.Or + CasePermissions.ReadAll;

    /// <summary>
    /// A complaint is not seen by those whom it is about. Who does not see all of the branch sees their own, what they took in, their customers', and what waits in a queue
    /// of which they are a member.
    /// </summary>
    public static IQueryable<ServiceCase> CasesSeenBy(this CrmDb db, CurrentUser user)
    {
        var me = user.StaffId ?? Guid.Empty;
        var others = db.ServiceCases.ToldTo(me);
        return user.May(CasePermissions.ReadAll) ? others
            : others.Where(c => c.OwnerId == me || c.OpenedBy == me || db.Customers.Any(of => of.Id == c.CustomerId && of.OwnerId == me)
                || (c.OwnerId == null && c.QueueId != null && db.QueueMembers.Any(m => m.QueueId == c.QueueId && m.StaffId == me)));
    }

    extension(CurrentUser user)
    {
        public bool MayWorkOnCase(Guid? ownerId) => user.May(CasePermissions.Direct) || (user.May(CasePermissions.Work) && (ownerId is null || ownerId == user.StaffId));

        /// <exception cref="ForbiddenException">It is a colleague's.</exception>
        public void DemandWorkOn(ServiceCase about)
        {
            if (!user.MayWorkOnCase(about.OwnerId))
            {
                throw new ForbiddenException(CasePermissions.Direct);
            }
        }
    }
}
