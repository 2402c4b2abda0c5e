using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>What a colleague may do with a follow-up; that it is in their branches at all is the filter's affair.</summary>
public static class FollowUpRights
{
    public const string SeeAny = TaskPermissions.Work + AllowAttribute.Or + TaskPermissions.ReadAll;

    public static IQueryable<FollowUp> SeenBy(this IQueryable<FollowUp> followUps, CurrentUser user) =>
        user.May(TaskPermissions.ReadAll) ? followUps
        : followUps.Where(f => f.OwnerId == user.StaffId || f.PlannedBy == user.StaffId
            || (f.OwnerId == null && (f.CustomerId == null || user.May(CustomerPermissions.Read))) || f.Followers.Any(s => s.StaffId == user.StaffId)
            || (user.StandsInFor.Count > 0 && f.OwnerId != null && user.StandsInFor.Contains(f.OwnerId.Value)));

    /// <summary>Those that lie with the branch, for whoever takes them on; none about a customer for those who see no customers.</summary>
    public static IQueryable<FollowUp> ForAnyone(this IQueryable<FollowUp> followUps, CurrentUser user) =>
        user.May(CustomerPermissions.Read) ? followUps.Where(f => f.OwnerId == null) : followUps.Where(f => f.OwnerId == null && f.CustomerId == null);

    extension(CurrentUser user)
    {
        /// <summary>Completes, postpones, moves it.</summary>
        public bool MayWorkOn(Guid? ownerId) =>
            user.May(TaskPermissions.Direct) || (user.May(TaskPermissions.Work) && (ownerId is null || ownerId == user.StaffId || user.StandsIn(ownerId)));

        /// <summary>They stand in for the absent colleague whose it is.</summary>
        public bool StandsIn(Guid? ownerId) => ownerId is { } owner && user.StandsInFor.Contains(owner);

        /// <summary>Changes the plan, drops it.</summary>
        public bool MayChange(Guid? ownerId, Guid? plannedBy) =>
            user.MayWorkOn(ownerId) || (user.May(TaskPermissions.Work) && plannedBy is not null && plannedBy == user.StaffId);

        public bool MayGive(Guid? ownerId, Guid? plannedBy) =>
            user.May(TaskPermissions.Direct) || (user.May(TaskPermissions.Give) && user.MayChange(ownerId, plannedBy));

        /// <exception cref="ForbiddenException">It is a colleague's.</exception>
        public void DemandWorkOn(FollowUp followUp) => Demand(user.MayWorkOn(followUp.OwnerId), TaskPermissions.Direct);

        /// <exception cref="ForbiddenException">It is a colleague's, and somebody else planned it.</exception>
        public void DemandChange(FollowUp followUp) => Demand(user.MayChange(followUp.OwnerId, followUp.PlannedBy), TaskPermissions.Direct);

        /// <exception cref="ForbiddenException">They may not give it away.</exception>
        public void DemandGive(FollowUp followUp) => Demand(
            user.MayGive(followUp.OwnerId, followUp.PlannedBy), user.MayChange(followUp.OwnerId, followUp.PlannedBy) ? TaskPermissions.Give : TaskPermissions.Direct);
    }

    private static void Demand(bool may, string permission)
    {
        if (!may)
        {
            throw new ForbiddenException(permission);
        }
    }
}
