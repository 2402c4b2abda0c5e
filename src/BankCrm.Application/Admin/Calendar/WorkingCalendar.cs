using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Calendar;

/// <summary>The working days of the bank and the clocks of its branches, for whatever has a due day. Kept for half a minute.</summary>
[Policy]
public sealed class WorkingCalendar(TimeProvider clock)
{
    /// <summary>The holidays of a year are decreed in the autumn before it; from this month on they are missed.</summary>
    public const int MissedFrom = 11;

    private readonly KeptBriefly<int, WorkingDays> days = new(most: 1);
    private readonly KeptBriefly<Guid, WorkingTime> clocks = new(most: 20_000);

    public Task<WorkingDays> DaysAsync(CrmDb db, CancellationToken ct) =>
        days.OfAsync(0, "", clock.GetUtcNow(), async () => new(await db.CalendarYears.ToListAsync(ct)));

    /// <summary>When a branch is at work. Of one that is not there: in the usual hours.</summary>
    public Task<WorkingTime> OfBranchAsync(CrmDb db, Guid branchId, CancellationToken ct) => clocks.OfAsync(branchId, "", clock.GetUtcNow(), async () => new(
        await DaysAsync(db, ct),
        await db.Branches.Where(b => b.Id == branchId).Select(b => b.OpeningHours).SingleOrDefaultAsync(ct) ?? OpeningHours.Usual));

    /// <summary>The year whose holidays should be known by now and are not: this one, or from November on the next. Null: none is missing.</summary>
    public static async Task<int?> MissingAsync(CrmDb db, DateTimeOffset now, CancellationToken ct)
    {
        var today = Branch.DayAt(now);
        int[] needed = today.Month >= MissedFrom ? [today.Year, today.Year + 1] : [today.Year];
        var there = await db.CalendarYears.Where(y => needed.Contains(y.Year)).Select(y => y.Year).ToListAsync(ct);
        return needed.Where(y => !there.Contains(y)).Select(y => (int?)y).FirstOrDefault();
    }

    /// <summary>It was changed.</summary>
    internal void Forget() => days.Forget(0);
}
