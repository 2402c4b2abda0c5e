using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Accounts;

/// <summary>Whose accounts a colleague may see, of the customers that are in their branches at all.</summary>
public static class AccountRights
{
    public const string ReadAnyOrOwn = AccountPermissions.Read + AllowAttribute.Or + AccountPermissions.ReadOwn;

    /// <summary>Those whose accounts this colleague may see: the same rule, for the database.</summary>
    public static IQueryable<Customer> WithAccountsSeenBy(this IQueryable<Customer> customers, CurrentUser user)
    {
        var opened = user.MayOpen(isProtected: true) ? customers : customers.Where(c => !c.IsProtected);
        return user.May(AccountPermissions.Read) ? opened : opened.Where(c => c.OwnerId != null && c.OwnerId == user.StaffId);
    }

    /// <summary>What a customer holds or has a right on, where this colleague may see their accounts; otherwise nothing.</summary>
    public static IQueryable<AccountHolder> HoldingsSeenBy(this CrmDb db, CurrentUser user, Guid customerId)
    {
        var seen = db.Customers.WithAccountsSeenBy(user);
        return db.AccountHolders.Where(h => h.CustomerId == customerId && seen.Any(c => c.Id == customerId));
    }

    extension(CurrentUser user)
    {
        /// <param name="ownerId">Who looks after the customer.</param>
        /// <param name="isProtected">The customer's record is.</param>
        public bool MaySeeAccounts(Guid? ownerId, bool isProtected) =>
            user.MayOpen(isProtected)
            && (user.May(AccountPermissions.Read) || (user.May(AccountPermissions.ReadOwn) && ownerId is not null && ownerId == user.StaffId));
    }
}
