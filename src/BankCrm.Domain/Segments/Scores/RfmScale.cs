using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>
/// Where the five parts of recency, frequency and monetary value begin, so that each holds a fifth of the customers who have an account (Hughes, Strategic
/// Database Marketing, 1994). Counted anew once a day over the whole bank; 5 is the best.
/// </summary>
[Class(DataClass.C1)]
public sealed class RfmScale
{
    private RfmScale() { } // EF Core

    /// <summary>The day it was counted.</summary>
    public DateOnly CountedOn { get; private init; }

    /// <summary>How many customers it was counted over.</summary>
    public int Customers { get; private init; }

    /// <summary>Four days, the earliest first: whose last movement lies on the first or later scores 2 or more.</summary>
    public DateOnly[] Recency { get; private init; } = [];

    /// <summary>Four counts of movements in a year: who has the first or more scores 2 or more.</summary>
    public int[] Frequency { get; private init; } = [];

    /// <summary>Four sums of assets in home currency: who has the first or more scores 2 or more.</summary>
    public decimal[] Monetary { get; private init; } = [];
}
