using BankCrm.Application.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Customers;

/// <summary>What a colleague may do with one customer's record; that it is in their branch at all is the filter's affair.</summary>
public static class CustomerRights
{
    extension(CurrentUser user)
    {
        /// <param name="ownerId">Who looks after the customer.</param>
        public bool MayChange(Guid? ownerId) =>
            user.May(CustomerPermissions.Change)
            || (user.May(CustomerPermissions.ChangeOwn) && ownerId is not null && ownerId == user.StaffId);

        public bool MayOpen(bool isProtected) => !isProtected || user.May(CustomerPermissions.ReadProtected);

        /// <summary>Their name, in lists of work, which also those have who see no customers.</summary>
        /// <param name="isProtected">Null: there is no customer, or none in one's branches.</param>
        public bool MayName(bool? isProtected) => isProtected is { } known && user.May(CustomerPermissions.Read) && user.MayOpen(known);

        /// <summary>Contact data, notes, consents, what they work as.</summary>
        /// <exception cref="ForbiddenException">They may not, or not this customer's.</exception>
        public void DemandChange(Customer customer)
        {
            user.DemandOpen(customer);
            if (!user.MayChange(customer.OwnerId))
            {
                throw new ForbiddenException(CustomerPermissions.Change);
            }
        }

        /// <summary>Names, documents, classes.</summary>
        /// <exception cref="ForbiddenException">They may not.</exception>
        public void DemandChangeIdentity(Customer customer)
        {
            user.DemandOpen(customer);
            user.Demand(CustomerPermissions.ChangeIdentity);
        }

        /// <exception cref="ForbiddenException">The record is protected.</exception>
        public void DemandOpen(Customer customer)
        {
            if (!user.MayOpen(customer.IsProtected))
            {
                throw new ForbiddenException(CustomerPermissions.ReadProtected);
            }
        }
    }
}
