using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Arrangements;

public enum CardKind
{
    [Means("Debit card")] Debit,
    [Means("Credit card")] Credit,
    [Means("Prepaid card")] Prepaid,
}

public enum CardStatus
{
    /// <summary>Made, and not yet used for the first time.</summary>
    [Means("Not yet activated")] Issued,

    [Means("In use")] Active,
    [Means("Blocked by the bank")] Blocked,
    [Means("Loss reported")] LossReported,
    [Means("Out of date")] Expired,
    [Means("Given back")] Cancelled,
}

public enum OrderRhythm
{
    Weekly,
    [Means("Every two weeks")] Fortnightly,
    Monthly,
    Quarterly,
    [Means("Every half year")] HalfYearly,
    Yearly,
}

public enum OrderStatus
{
    [Means("In force")] Active,
    Suspended,
    [Means("Has ended")] Ended,
}

public enum LoanStatus
{
    [Means("Running, paid as agreed")] Running,
    [Means("Running, in arrears")] InArrears,
    [Means("Repaid in full")] Repaid,

    /// <summary>The agreed time is over and something is owed still.</summary>
    [Means("Ended with debt")] EndedInDebt,
}

public static class ArrangementRules
{
    /// <summary>Of the number by which a source recognises what hangs on an account.</summary>
    public const int ReferenceMaxLength = 64;
}
