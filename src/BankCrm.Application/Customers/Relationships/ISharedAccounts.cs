using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>Who holds an account together with a customer. The feature that keeps accounts brings it as a [Policy].</summary>
public interface ISharedAccounts
{
    /// <summary>Who sees it.</summary>
    string Permission { get; }

    /// <summary>Customers, at most so many, who own an account with this one or may sign for it, as far as the colleague sees the accounts of this one.</summary>
    Task<IReadOnlyList<Guid>> WithAsync(CrmDb db, CurrentUser user, Guid customerId, int most, CancellationToken ct);
}
