using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers;

/// <summary>The customer whose contacts, documents, consents or notes a command is about.</summary>
internal static class CustomerFile
{
    extension(CrmDb db)
    {
        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        public async Task<Customer> CustomerAsync(Guid id, CancellationToken ct) =>
            await db.Customers.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();

        /// <summary>One whose record the user may open.</summary>
        public async Task<Customer> CustomerToOpenAsync(Guid id, CurrentUser user, CancellationToken ct)
        {
            var customer = await db.CustomerAsync(id, ct);
            user.DemandOpen(customer);
            return customer;
        }

        /// <summary>One whose contact data the user may change.</summary>
        public async Task<Customer> CustomerToChangeAsync(Guid id, CurrentUser user, CancellationToken ct)
        {
            var customer = await db.CustomerAsync(id, ct);
            user.DemandChange(customer);
            return customer;
        }

        /// <summary>Of whom a list of work is, where it is of one customer only. Null: it is of all, or their name is not for the user.</summary>
        public async Task<string?> NameForAsync(CurrentUser user, Guid? customerId, CancellationToken ct)
        {
            if (customerId is not { } id)
            {
                return null;
            }

            var found = await db.Customers.Where(c => c.Id == id).Select(c => new { c.Name, c.IsProtected }).SingleOrDefaultAsync(ct);
            return user.MayName(found?.IsProtected) ? found!.Name : null;
        }
    }

    /// <summary>A part that was found, but under another customer's address, is none of this one's.</summary>
    /// <exception cref="NotFoundException">It is another customer's.</exception>
    public static T OfCustomer<T>(this T part, Guid customerId) where T : Domain.Common.IOfCustomer =>
        part.CustomerId == customerId ? part : throw new NotFoundException();
}
