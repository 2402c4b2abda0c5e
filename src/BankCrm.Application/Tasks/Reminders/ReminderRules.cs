namespace BankCrm.Application.Tasks.Reminders;

/// <summary>Settings under BankCrm:FollowUps.</summary>
public sealed class ReminderRules
{
    /// <summary>So many working days after something was due the branch's managers hear of it. 0: never.</summary>
    public int EscalateAfterWorkingDays { get; init; } = 1;
}
