using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Reveals;

/// <summary>Who may have masked values of a customer shown to them.</summary>
internal static class RevealRights
{
    public static bool MayReveal(CurrentUser user, Guid? ownerId) =>
        user.May(CustomerPermissions.Reveal)
        || (user.May(CustomerPermissions.RevealOwn) && ownerId is not null && ownerId == user.StaffId);

    /// <exception cref="ForbiddenException">They may not.</exception>
    public static void Demand(CurrentUser user, Guid? ownerId, bool isProtected)
    {
        if (isProtected)
        {
            user.Demand(CustomerPermissions.ReadProtected);
        }

        if (!MayReveal(user, ownerId))
        {
            throw new ForbiddenException(CustomerPermissions.Reveal);
        }
    }
}
