using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What somebody gets whose password is right.</summary>
/// <param name="Secret">Of the session, or of the question for more.</param>
/// <param name="IsAsked">They are asked for more than the password before they are in.</param>
public sealed record Entrance(string Secret, bool IsAsked)
{
    public override string ToString() => nameof(Entrance);
}

/// <summary>By what somebody can show that it is them whose password was right.</summary>
/// <param name="Passkey">What their browser needs to sign with one. Null: they have none.</param>
/// <param name="Code">By a code of their app.</param>
/// <param name="RecoveryCode">By a recovery code.</param>
public sealed record DoorWays(PasskeyChallenge? Passkey, bool Code, bool RecoveryCode);

/// <summary>By what somebody who is signed in can show once more that it is them.</summary>
/// <param name="Passkey">What their browser needs to sign with one. Null: they have none.</param>
/// <param name="Password">By their password.</param>
public sealed record OnceMoreWays(PasskeyChallenge? Passkey, bool Password);

/// <summary>Signing in and out, and showing between the two that it is still the same person.</summary>
public sealed class FrontDoor(
    IPasswords passwords, ISecondFactors factors, IPasskeys passkeys, SecondFactorPolicy policy, SessionDirectory sessions, CrmDb db, IAuditTrail audit, StepUp stepUp, CurrentUser visitor,
    TimeProvider clock)
{
    /// <summary>Opens a session, or asks for more first. Null: refused, and nobody is told why.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<Entrance?> EnterAsync(string userName, string password, string? browser, CancellationToken ct)
    {
        if (await passwords.CheckAsync(userName, password, ct) is not { } staffId)
        {
            return null;
        }

        if (!(await factors.OfAsync(staffId, ct)).IsOn)
        {
            return await OpenAsync(staffId, browser, "password", ct) is { } secret ? new(secret, IsAsked: false) : null;
        }

        var question = await factors.AskAsync(staffId, ct);
        await audit.RecordNowAsync(new(AuditEvents.PasswordRight) { ObjectType = nameof(StaffMember), ObjectId = staffId }, CancellationToken.None);
        return new(question, IsAsked: true);
    }

    /// <summary>How whoever was asked this can answer. Null: nobody was, too long ago, or too often.</summary>
    public async Task<DoorWays?> WaysAsync(string question, CancellationToken ct)
    {
        if (await factors.AskedAsync(question, ct) is not { } staffId)
        {
            return null;
        }

        var has = await factors.OfAsync(staffId, ct);
        var typing = !await TakesOnlyPasskeyAsync(staffId, has, ct);
        return new(await passkeys.AskAsync(staffId, PasskeyOccasion.AtDoor(question), ct), typing && has.HasAuthenticator, typing && has.RecoveryCodes > 0);
    }

    /// <summary>Opens a session for whoever was asked for more and types a code; the answer is its secret. Null: refused, and nobody is told why.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<string?> AnswerAsync(string question, string code, string? browser, CancellationToken ct)
    {
        var opens = await factors.AskedAsync(question, ct) is not { } asked || !await TakesOnlyPasskeyAsync(asked, await factors.OfAsync(asked, ct), ct);
        if (await factors.AnswerAsync(question, code, opens, ct) is not { } answered)
        {
            return null;
        }

        return await OpenAsync(answered.StaffId, browser, answered.Kind is FactorKind.Code ? "password, code" : "password, recovery code", ct);
    }

    /// <summary>The same for whoever shows a passkey.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<string?> AnswerAsync(string question, PasskeyAnswer answer, string? browser, CancellationToken ct) =>
        await factors.AnswerAsync(question, answer, ct) is { } staffId ? await OpenAsync(staffId, browser, "password, passkey", ct) : null;

    /// <summary>How the colleague who is signed in can show once more that it is them.</summary>
    public async Task<OnceMoreWays> OnceMoreAsync(StepUpPurpose purpose, CancellationToken ct)
    {
        if (visitor.SessionId is not { } session)
        {
            return new(Passkey: null, Password: true);
        }

        var has = await factors.OfAsync(visitor.Person, ct);
        return new(await passkeys.AskAsync(visitor.Person, PasskeyOccasion.OnceMore(purpose, session), ct), !policy.TakesOnlyPasskey(visitor.Permissions, has));
    }

    /// <summary>The colleague who is signed in gives their password once more. False: it is not theirs, the account is locked, or the bank takes their passkey only.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<bool> ShowAsync(StepUpPurpose purpose, string password, CancellationToken ct)
    {
        if (policy.TakesOnlyPasskey(visitor.Permissions, await factors.OfAsync(visitor.Person, ct)))
        {
            await audit.RecordNowAsync(
                new(AuditEvents.SignInFailed, AuditOutcome.Denied) { ObjectType = nameof(StaffMember), ObjectId = visitor.StaffId, ReasonCode = "password in place of a passkey" }, CancellationToken.None);
            return false;
        }

        if (visitor.SessionId is not { } session || !await passwords.IsOfAsync(visitor.Person, password, ct))
        {
            return false;
        }

        await WasShownAsync(session, purpose, with: null, ct);
        return true;
    }

    /// <summary>They show a passkey in its place. False: it is not theirs, or not for this, or the account is locked.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<bool> ShowAsync(StepUpPurpose purpose, PasskeyAnswer answer, CancellationToken ct)
    {
        if (visitor.SessionId is not { } session || !await factors.ProveAsync(visitor.Person, PasskeyOccasion.OnceMore(purpose, session), answer, ct))
        {
            return false;
        }

        await WasShownAsync(session, purpose, "with a passkey", ct);
        return true;
    }

    public async Task LeaveAsync(CancellationToken ct)
    {
        await sessions.EndAsync(visitor.Person, visitor.SessionId, ct);
        await audit.RecordNowAsync(
            new(AuditEvents.SignedOut) { ObjectType = nameof(StaffMember), ObjectId = visitor.StaffId }, CancellationToken.None);
    }

    private async Task WasShownAsync(Guid session, StepUpPurpose purpose, string? with, CancellationToken ct)
    {
        await sessions.ShowAsync(session, purpose, ct);
        stepUp.WasShown(purpose);
        await audit.RecordNowAsync(
            new(AuditEvents.SteppedUp) { ObjectType = nameof(StaffMember), ObjectId = visitor.StaffId, ReasonCode = purpose.ToString(), ReasonText = with }, CancellationToken.None);
    }

    // By what they may do today, as their next session will have it.
    private async Task<bool> TakesOnlyPasskeyAsync(Guid staffId, FactorState has, CancellationToken ct) =>
        has.Passkeys > 0 && await StaffAccess.OfAsync(db, staffId, Branch.DayAt(clock.GetUtcNow()), ct) is { } access && policy.TakesOnlyPasskey(access.Permissions, has);

    private async Task<string?> OpenAsync(Guid staffId, string? browser, string shown, CancellationToken ct)
    {
        var secret = await sessions.OpenAsync(staffId, visitor.IpAddress, browser, await SessionsOfAsync(staffId, ct), ct);
        if (await sessions.FindAsync(secret, ct) is not { } user)
        {
            return null; // disabled at this very moment
        }

        if (user is { MustAddFactor: true, SessionId: { } session })
        {
            await sessions.ShowAsync(session, StepUpPurpose.SignIn, ct); // they have just given their password, and set up next what it asks for
        }

        var actor = (user with { IpAddress = visitor.IpAddress, Correlation = visitor.Correlation }).ToAuditActor();
        await audit.RecordNowAsync(actor, new(AuditEvents.SignedIn) { ObjectType = nameof(StaffMember), ObjectId = staffId, ReasonCode = shown }, CancellationToken.None);
        return secret;
    }

    private async Task<int> SessionsOfAsync(Guid staffId, CancellationToken ct) =>
        await db.Staff.Where(s => s.Id == staffId)
            .SelectMany(s => s.Roles)
            .AnyAsync(held => db.Roles.Any(r => r.Id == held.RoleId && r.OneSession), ct) ? 1 : 2;
}
