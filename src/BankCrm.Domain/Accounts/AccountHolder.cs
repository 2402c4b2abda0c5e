using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>What a customer is to an account.</summary>
[Class(DataClass.C1)]
public sealed class AccountHolder : IBranchScoped, IOfCustomer
{
    private AccountHolder() { } // EF Core

    public Guid AccountId { get; private init; }
    public Guid CustomerId { get; private init; }

    /// <summary>The customer's, not the account's.</summary>
    public Guid BranchId { get; private init; }

    public HolderRole Role { get; private set; }

    /// <summary>Null: since it was opened.</summary>
    public DateOnly? Since { get; private set; }
}
