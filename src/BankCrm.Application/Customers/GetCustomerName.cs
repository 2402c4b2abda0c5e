using BankCrm.Application.Common;

namespace BankCrm.Application.Customers;

/// <summary>The name of a customer whose file the user may add to.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetCustomerName(Guid Id);

internal sealed class GetCustomerNameHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetCustomerName, string>
{
    public async Task<string> HandleAsync(GetCustomerName query, CancellationToken ct) => (await db.CustomerToChangeAsync(query.Id, user, ct)).Name;
}
