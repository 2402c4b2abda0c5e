using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Reveals;

/// <summary>Of whom a value is asked for: shown beside the question why. Nothing is revealed.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetRevealForm(Guid CustomerId);

public sealed record RevealForm(string Name);

internal sealed class GetRevealFormHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetRevealForm, RevealForm>
{
    public async Task<RevealForm> HandleAsync(GetRevealForm query, CancellationToken ct)
    {
        var customer = await db.Customers
            .Where(c => c.Id == query.CustomerId)
            .Select(c => new { c.Name, c.OwnerId, c.IsProtected })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        RevealRights.Demand(user, customer.OwnerId, customer.IsProtected);
        return new(customer.Name);
    }
}
