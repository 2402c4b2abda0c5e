using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration.Cases;

internal static class ToldCustomers
{
    /// <summary>The customer another system names, by our number or its own. Whom the client may not open is not told from whom there is not.</summary>
    /// <exception cref="RefusedException">There is none whom the client may reach.</exception>
    public static async Task<Customer> ToldCustomerAsync(this CrmDb db, CurrentUser user, string? ourNumber, string? itsNumber, CancellationToken ct)
    {
        var number = (ourNumber ?? itsNumber)!.Trim();
        var named = db.CustomersWithMerged.Where(c => ourNumber != null ? c.Number == number : c.ExternalRef == number).Select(c => c.MergedIntoId ?? c.Id);
        var found = await db.Customers.Where(c => named.Contains(c.Id)).Take(2).ToListAsync(ct);
        return found is [var customer] && user.MayOpen(customer.IsProtected) ? customer : throw new RefusedException("No customer of yours has the number {0}.", number);
    }
}
