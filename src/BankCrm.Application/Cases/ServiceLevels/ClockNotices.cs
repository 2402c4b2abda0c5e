using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceLevels;

internal static class ClockNotices
{
    /// <summary>At 80 per cent the owner is told, at 100 the managers too; of what lies with the branch they are told at once.</summary>
    /// <param name="notTo">Managers whom it concerns.</param>
    public static async Task TellOfClockAsync(
        this CrmDb db, Guid aboutId, Guid branchId, Guid? ownerId, IReadOnlyList<Guid> notTo, IReadOnlyList<CaseWarning> given, DateTimeOffset now, CancellationToken ct)
    {
        var urgent = given.Where(w => w.IsUrgent).ToList();
        if (urgent.Count == 0)
        {
            return;
        }

        var isMissed = urgent.Exists(w => w.IsMissed);
        List<Guid> managers = isMissed || ownerId is null
            ? await db.StaffAtWorkIn(branchId, CasePermissions.Direct, now).Where(s => !notTo.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)
            : [];
        foreach (var staff in managers.Append(ownerId ?? Guid.Empty).Where(s => s != Guid.Empty).Distinct())
        {
            db.Add(Notice.OfClock(isMissed ? NoticeKind.CaseMissed : NoticeKind.CaseAtRisk, aboutId, branchId, staff, urgent.Min(w => w.DueAt), now));
        }
    }
}
