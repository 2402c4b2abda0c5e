using BankCrm.Domain.Admin.Users;

namespace BankCrm.Application.Admin.Users;

internal static class AbsencesHeld
{
    /// <summary>Those that cover a day.</summary>
    public static IQueryable<Absence> HoldingOn(this IQueryable<Absence> absences, DateOnly day) =>
        absences.Where(a => a.CancelledAt == null && a.From <= day && a.Until >= day);
}
