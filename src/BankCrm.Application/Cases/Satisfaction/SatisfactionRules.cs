namespace BankCrm.Application.Cases.Satisfaction;

/// <summary>What becomes of an answer of 1 or 2 of 5.</summary>
public enum LowAnswer
{
    /// <summary>It is kept and counted.</summary>
    Nothing,

    /// <summary>Somebody calls back within a working day.</summary>
    FollowUp,

    /// <summary>It is a complaint, with its clocks.</summary>
    Complaint,
}

/// <summary>Settings under BankCrm:Satisfaction.</summary>
public sealed class SatisfactionRules
{
    public LowAnswer LowAnswer { get; init; } = LowAnswer.FollowUp;
}
