using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What somebody gets whose password is right.</summary>
/// <param name="Secret">Of the session, or of the question for a code.</param>
/// <param name="IsAsked">They are asked for a code before they are in.</param>
public sealed record Entrance(string Secret, bool IsAsked)
{
    public override string ToString() => nameof(Entrance);
}

/// <summary>Signing in and out, and showing between the two that it is still the same person.</summary>
public sealed class FrontDoor(
    IPasswords passwords, ISecondFactors factors, SessionDirectory sessions, CrmDb db, IAuditTrail audit, StepUp stepUp, CurrentUser visitor)
{
    /// <summary>Opens a session, or asks for a code first. Null: refused, and nobody is told why.</summary>
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

    /// <summary>Opens a session for whoever was asked for a code and types it; the answer is its secret. Null: refused, and nobody is told why.</summary>
    /// <exception cref="TooManyAttemptsException">They have to wait.</exception>
    public async Task<string?> AnswerAsync(string question, string code, string? browser, CancellationToken ct)
    {
        if (await factors.AnswerAsync(question, code, ct) is not { } answered)
        {
            return null;
        }

        return await OpenAsync(answered.StaffId, browser, answered.Kind is FactorKind.Code ? "password, code" : "password, recovery code", ct);
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
