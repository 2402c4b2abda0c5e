using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers;

public enum CustomerKind
{
    Individual,
    Organisation,
}

/// <summary>How much service a customer's business with the bank earns them.</summary>
public enum CustomerTier
{
    Mass,
    Affluent,
    Private,
    [Means("VIP")] Vip,
}

public enum LifeCycleStage
{
    /// <summary>Known to the bank, holds nothing yet.</summary>
    Prospect,

    Active,

    /// <summary>Holds something, but has not moved for long.</summary>
    Dormant,

    /// <summary>The relationship has ended; the record is kept as long as the law asks.</summary>
    Closed,
}

/// <summary>
/// Investor class, from conservative to aggressive, as banks apply NFRA Order 2025 No. 7: C1 may buy products of grade R1, C5 all.
/// </summary>
public enum RiskAppetite
{
    [Means("C1, conservative")] C1,
    [Means("C2, cautious")] C2,
    [Means("C3, balanced")] C3,
    [Means("C4, growth")] C4,
    [Means("C5, aggressive")] C5,
}

/// <summary>What a customer earns in a year.</summary>
public enum IncomeBand
{
    [Means("Under 50,000")] Under50Thousand,
    [Means("50,000 to 100,000")] From50To100Thousand,
    [Means("100,000 to 300,000")] From100To300Thousand,
    [Means("300,000 to 1 million")] From300ThousandTo1Million,
    [Means("Over 1 million")] Over1Million,
}

/// <summary>In which language the customer wishes to be spoken to.</summary>
public enum CustomerLanguage
{
    Chinese,
    English,
}
