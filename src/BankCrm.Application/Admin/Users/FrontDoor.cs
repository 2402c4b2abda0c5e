using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Signing in and out, and showing between the two that it is still the same person.</summary>
public sealed class FrontDoor(IPasswords passwords, SessionDirectory sessions, CrmDb db, IAuditTrail audit, StepUp stepUp, CurrentUser visitor)
{
    /// <summary>Opens a session; the answer is the secret for the browser's cookie. Null: refused, and nobody is told why.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<string?> EnterAsync(string userName, string password, string? browser, CancellationToken ct)
    {
        if (await passwords.CheckAsync(userName, password, ct) is not { } staffId)
        {
            return null;
        }

        var secret = await sessions.OpenAsync(staffId, visitor.IpAddress, browser, await SessionsOfAsync(staffId, ct), ct);
        if (await sessions.FindAsync(secret, ct) is not { } user)
        {
            return null; // disabled at this very moment
        }

        var actor = (user with { IpAddress = visitor.IpAddress, Correlation = visitor.Correlation }).ToAuditActor();
        await audit.RecordNowAsync(actor, new(AuditEvents.SignedIn) { ObjectType = nameof(StaffMember), ObjectId = staffId }, CancellationToken.None);
        return secret;
    }

    /// <summary>The colleague who is signed in gives their password once more. False: it is not theirs, or the account is locked.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<bool> ShowAsync(StepUpPurpose purpose, string password, CancellationToken ct)
    {
        if (visitor.SessionId is not { } session || !await passwords.IsOfAsync(visitor.Person, password, ct))
        {
            return false;
        }

        await sessions.ShowAsync(session, purpose, ct);
        stepUp.WasShown(purpose);
        await audit.RecordNowAsync(
            new(AuditEvents.SteppedUp) { ObjectType = nameof(StaffMember), ObjectId = visitor.StaffId, ReasonCode = purpose.ToString() }, CancellationToken.None);
        return true;
    }

    public async Task LeaveAsync(CancellationToken ct)
    {
        await sessions.EndAsync(visitor.Person, visitor.SessionId, ct);
        await audit.RecordNowAsync(
            new(AuditEvents.SignedOut) { ObjectType = nameof(StaffMember), ObjectId = visitor.StaffId }, CancellationToken.None);
    }

    private async Task<int> SessionsOfAsync(Guid staffId, CancellationToken ct) =>
        await db.Staff.Where(s => s.Id == staffId)
            .SelectMany(s => s.Roles)
            .AnyAsync(held => db.Roles.Any(r => r.Id == held.RoleId && r.OneSession), ct) ? 1 : 2;
}
