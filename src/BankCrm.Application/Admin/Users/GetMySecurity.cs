using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What happened at one's own door, so that somebody else's attempts are noticed.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetMySecurity;

/// <param name="LastSignIn">The one before the present. Null: this is the first.</param>
/// <param name="FailuresSince">Wrong passwords and codes since then.</param>
/// <param name="FactorChanged">Two administrators have taken away their second factor since then.</param>
/// <param name="OtherSessions">At other browsers, now.</param>
public sealed record MySecurity(DateTimeOffset? LastSignIn, string? LastAddress, int FailuresSince, bool FactorChanged, int OtherSessions);

internal sealed class GetMySecurityHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetMySecurity, MySecurity>
{
    private const int Enough = 20;

    public async Task<MySecurity> HandleAsync(GetMySecurity query, CancellationToken ct)
    {
        var me = user.Person;
        var last = await db.AuditEntries.Where(e => e.Actor == me && e.Event == AuditEvents.SignedIn)
            .OrderByDescending(e => e.Id).Select(e => new { e.At, e.Ip }).Skip(1).FirstOrDefaultAsync(ct);
        var failures = await db.AuditEntries.Where(e => e.Event == AuditEvents.SignInFailed && e.ObjectId == me)
            .OrderByDescending(e => e.Id).Select(e => e.At).Take(Enough).ToListAsync(ct);
        var reset = await db.FactorResets.Where(r => r.StaffId == me && r.State == ProposalState.Done).MaxAsync(r => r.DecidedAt, ct);
        var others = await db.OpenSessions(clock.GetUtcNow()).CountAsync(s => s.StaffId == me && s.Id != user.SessionId, ct);
        return new(last?.At, last?.Ip, failures.Count(at => last is null || at > last.At), reset is not null && (last is null || reset > last.At), others);
    }
}
