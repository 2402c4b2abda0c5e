using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Merging;

/// <summary>What of a customer's record can come from one record or the other. Tags are united; all else moves.</summary>
public enum MergeField
{
    Name,
    [Means("Other name")] OtherName,
    [Means("Date of birth")] BirthDate,
    Sex,
    Occupation,
    Employer,
    [Means("Yearly income")] Income,
    Owner,
    Tier,
    Stage,
    [Means("Risk appetite")] Appetite,
    [Means("Speaks")] Language,
    [Means("Protected")] Protection,
}

public enum MergeStatus
{
    [Means("Waiting for approval")] Proposed,
    [Means("Merged")] Done,
    [Means("Withdrawn")] Withdrawn,
    [Means("Turned down")] TurnedDown,
    [Means("Undone")] Undone,
}
