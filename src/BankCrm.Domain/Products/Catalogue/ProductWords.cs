using BankCrm.Domain.Common;

namespace BankCrm.Domain.Products.Catalogue;

/// <summary>What kind of thing a product is: which of its terms mean something follows from it.</summary>
public enum ProductClass
{
    [Means("Current account")] Current,
    [Means("Savings account")] Savings,
    [Means("Time deposit")] TimeDeposit,
    [Means("Debit card")] DebitCard,
    [Means("Credit card")] CreditCard,
    [Means("Loan")] Loan,
    [Means("Wealth product")] Wealth,
    [Means("Insurance")] Insurance,
    [Means("Custody account")] Custody,
}

/// <summary>How much a customer may lose with it, from low to high, after NFRA Order 2025 No. 7.</summary>
public enum RiskGrade
{
    [Means("R1, low")] R1,
    [Means("R2, medium-low")] R2,
    [Means("R3, medium")] R3,
    [Means("R4, medium-high")] R4,
    [Means("R5, high")] R5,
}

/// <summary>Where a customer can buy it.</summary>
[Flags]
public enum SalesChannels
{
    None = 0,
    [Means("Branch counter")] Branch = 1,
    [Means("Online banking")] Web = 2,
    [Means("Mobile app")] Mobile = 4,
    [Means("Telephone banking")] Phone = 8,
}

public enum RateKind
{
    [Means("Fixed")] Fixed,

    /// <summary>Follows a benchmark at a distance.</summary>
    [Means("Floating")] Floating,

    /// <summary>What the issuer aims at and does not promise.</summary>
    [Means("Performance benchmark")] Aimed,
}

public enum TermUnit
{
    [Means("days")] Days,
    [Means("months")] Months,
    [Means("years")] Years,
}

/// <summary>Whether it can be bought on a day, and why not.</summary>
public enum ProductState
{
    [Means("On sale")] OnSale,
    [Means("Coming")] Coming,

    /// <summary>Its period of sale is over.</summary>
    [Means("Sale is over")] Over,

    [Means("Withdrawn from sale")] Withdrawn,
}
