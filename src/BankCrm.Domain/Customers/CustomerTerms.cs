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
    Vip,
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
    C1,
    C2,
    C3,
    C4,
    C5,
}

/// <summary>What a customer earns in a year.</summary>
public enum IncomeBand
{
    Under50Thousand,
    From50To100Thousand,
    From100To300Thousand,
    From300ThousandTo1Million,
    Over1Million,
}

/// <summary>In which language the customer wishes to be spoken to.</summary>
public enum CustomerLanguage
{
    Chinese,
    English,
}
