using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Consents;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Consents;

/// <summary>What a customer's latest word is, for each purpose and channel.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetConsents(Guid CustomerId);

public sealed record ConsentSheet(Guid CustomerId, string Customer, IReadOnlyList<ConsentWord> Latest)
{
    /// <summary>Null: never asked.</summary>
    public ConsentWord? On(ConsentPurpose purpose, ConsentChannel channel) => Latest.FirstOrDefault(w => w.Purpose == purpose && w.Channel == channel);
}

public sealed record ConsentWord(ConsentPurpose Purpose, ConsentChannel Channel, bool IsGiven, DateTimeOffset At, string Proof);

internal sealed class GetConsentsHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetConsents, ConsentSheet>
{
    public async Task<ConsentSheet> HandleAsync(GetConsents query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        var words = await db.Consents.Where(c => c.CustomerId == customer.Id)
            .OrderBy(c => c.At).ThenBy(c => c.Id)
            .Select(c => new ConsentWord(c.Purpose, c.Channel, c.IsGiven, c.At, c.Proof))
            .ToListAsync(ct);
        return new(customer.Id, customer.Name, [.. words.GroupBy(w => (w.Purpose, w.Channel)).Select(g => g.Last())]);
    }
}
