using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration.Customers;

/// <summary>Who has a customer number. Of a record that was merged into another one: the one that goes on.</summary>
[Allow(CustomerScopes.Read, CustomerScopes.Write)]
public sealed record GetCustomerId(string Number);

public sealed record NumberedCustomer(Guid Id, uint Version);

internal sealed class GetCustomerIdHandler(CrmDb db) : IQueryHandler<GetCustomerId, NumberedCustomer>
{
    public async Task<NumberedCustomer> HandleAsync(GetCustomerId query, CancellationToken ct)
    {
        var id = await db.CustomersWithMerged.Where(c => c.Number == query.Number).Select(c => (Guid?)(c.MergedIntoId ?? c.Id)).SingleOrDefaultAsync(ct);
        return await db.Customers.Where(c => c.Id == id).Select(c => new NumberedCustomer(c.Id, c.Version)).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
    }
}
