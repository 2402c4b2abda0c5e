using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What a colleague may do with a case; that it is in their branches at all is the filter's affair.</summary>
public static class CaseRights
{
    public const string SeeAny = CasePermissions.Work + AllowAttribute.Or + CasePermissions.ReadAll;

    /// <summary>A complaint is not seen by those whom it is about. Who does not see all of the branch sees their own, what they took in, and their customers'.</summary>
    public static IQueryable<ServiceCase> CasesSeenBy(this CrmDb db, CurrentUser user)
    {
        var me = user.StaffId ?? Guid.Empty;
        var others = db.ServiceCases.Where(c => !c.AboutStaff.Contains(me));
        return user.May(CasePermissions.ReadAll) ? others
            : others.Where(c => c.OwnerId == me || c.OpenedBy == me || db.Customers.Any(of => of.Id == c.CustomerId && of.OwnerId == me));
    }

    extension(CurrentUser user)
    {
        public bool MayWorkOn(ServiceCase about) =>
            user.May(CasePermissions.Direct) || (user.May(CasePermissions.Work) && (about.OwnerId is null || about.OwnerId == user.StaffId));

        /// <exception cref="ForbiddenException">It is a colleague's.</exception>
        public void DemandWorkOn(ServiceCase about)
        {
            if (!user.MayWorkOn(about))
            {
                throw new ForbiddenException(CasePermissions.Direct);
            }
        }
    }
}
