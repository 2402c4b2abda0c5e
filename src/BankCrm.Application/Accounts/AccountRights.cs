using BankCrm.Application.Common;
using BankCrm.Application.Customers;

namespace BankCrm.Application.Accounts;

/// <summary>Whose accounts a colleague may see, of the customers that are in their branches at all.</summary>
public static class AccountRights
{
    public const string ReadAnyOrOwn = AccountPermissions.Read + AllowAttribute.Or + AccountPermissions.ReadOwn;

    extension(CurrentUser user)
    {
        /// <param name="ownerId">Who looks after the customer.</param>
        /// <param name="isProtected">The customer's record is.</param>
        public bool MaySeeAccounts(Guid? ownerId, bool isProtected) =>
            user.MayOpen(isProtected)
            && (user.May(AccountPermissions.Read) || (user.May(AccountPermissions.ReadOwn) && ownerId is not null && ownerId == user.StaffId));
    }
}
