using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>Told, with the change itself, that how somebody signs in was changed. Found, not listed: a class that is a policy.</summary>
internal interface IFactorWatch
{
    void Changed(CrmDb db, Guid staffId, Guid homeBranchId, DateTimeOffset now);
}

/// <summary>What goes with every change of what one signs in with: sessions elsewhere end, it is recorded, and its owner is told, for it may not have been them.</summary>
[Policy]
internal sealed class FactorChange(IEnumerable<IFactorWatch> watches, TimeProvider clock)
{
    /// <param name="staffId">Whose it is.</param>
    /// <param name="what">A word for the audit trail: "authenticator added".</param>
    public async Task MadeAsync(CrmDb db, CurrentUser user, IAuditTrail audit, Guid staffId, string what, CancellationToken ct)
    {
        var person = await db.Staff.Where(s => s.Id == staffId).Select(s => new { s.Id, s.HomeBranchId }).SingleAsync(ct);
        db.RemoveRange(await db.Sessions.AsTracking().Where(s => s.StaffId == person.Id && s.Id != user.SessionId).ToListAsync(ct));
        audit.Record(new(AuditEvents.FactorChanged) { ObjectType = nameof(StaffMember), ObjectId = person.Id, ReasonCode = what });
        if (!user.SeesAllBranches && !user.Branches.Contains(person.HomeBranchId))
        {
            return; // nothing may be written into another branch: they are told at their next sign-in
        }

        foreach (var watch in watches)
        {
            watch.Changed(db, person.Id, person.HomeBranchId, clock.GetUtcNow());
        }
    }
}
