using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Absences;

internal static class Deputies
{
    /// <summary>Who stands in for a colleague today in a branch, if the deputy works there; nobody where the colleague is at work.</summary>
    public static async Task<IReadOnlyList<Guid>> DeputiesAsync(this CrmDb db, Guid staffId, Guid branchId, DateTimeOffset now, CancellationToken ct)
    {
        var deputies = db.Absences.HoldingOn(Branch.DayAt(now)).Where(a => a.StaffId == staffId).Select(a => a.DeputyId);
        return await db.FollowUpColleagues(branchId, now).Where(s => deputies.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
    }
}
