using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>
/// What a customer holds in all, in home currency. The database counts it anew whenever one of their accounts changes, in the same transaction. A joint
/// account counts for its owner only, so that the customers' sums add up to the bank's.
/// </summary>
[Class(DataClass.C2)]
public sealed class CustomerTotals : IBranchScoped, IOfCustomer
{
    private CustomerTotals() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>Assets under management: deposits, investments and insurance together.</summary>
    public decimal Assets { get; private set; }

    /// <summary>Loans, drawn cards and overdrafts, above zero.</summary>
    public decimal Liabilities { get; private set; }

    public decimal Deposits { get; private set; }

    /// <summary>Wealth products and custody.</summary>
    public decimal Investments { get; private set; }

    public decimal Insurance { get; private set; }
    public decimal Loans { get; private set; }
    public decimal Cards { get; private set; }

    /// <summary>Accounts that are not closed.</summary>
    public int Accounts { get; private set; }

    /// <summary>How many kinds of account those are.</summary>
    public int Kinds { get; private set; }

    /// <summary>Which kinds those are.</summary>
    public HeldKinds Held { get; private set; }

    /// <summary>Accounts in a currency whose rate nobody told: they are in no sum.</summary>
    public int WithoutRate { get; private set; }

    public DateOnly? LastMovementOn { get; private set; }
}
