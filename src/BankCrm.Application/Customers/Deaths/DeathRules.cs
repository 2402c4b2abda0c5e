using BankCrm.Application.Platform;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;

namespace BankCrm.Application.Customers.Deaths;

/// <summary>Settings under BankCrm:Deaths.</summary>
public sealed class DeathRules
{
    public const int MostWorkingDays = 30;

    /// <summary>A report that waits for its second person longer than so many working days after the day it was made is late. 0: none is. At most <see cref="MostWorkingDays"/>.</summary>
    public int EscalateAfterWorkingDays { get; init; } = 2;

    /// <exception cref="StartUpException">A setting is out of its range: the application does not start.</exception>
    public DeathRules Checked() => EscalateAfterWorkingDays is >= 0 and <= MostWorkingDays
        ? this
        : throw new StartUpException($"BankCrm:Deaths:EscalateAfterWorkingDays must be 0 to {MostWorkingDays}.");

    public bool IsLate(DateTimeOffset reportedAt, WorkingDays days, DateOnly today) =>
        EscalateAfterWorkingDays > 0 && today > days.After(Branch.DayAt(reportedAt), EscalateAfterWorkingDays);
}
