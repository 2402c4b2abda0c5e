using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Infrastructure.Admin.Users;

/// <summary>What is recorded of attempts that fail, with whatever they were made.</summary>
internal sealed class SignInFailures(SignInAttempts attempts, IAuditTrail audit)
{
    /// <exception cref="TooManyAttemptsException">From there, or for this name.</exception>
    public async Task TakeAsync(string? address, string name, CancellationToken ct)
    {
        try
        {
            await attempts.TakeAsync(address, name, ct);
        }
        catch (TooManyAttemptsException)
        {
            await audit.RecordNowAsync(new(AuditEvents.RateLimited, AuditOutcome.Denied) { ObjectType = "sign-in" }, CancellationToken.None);
            throw;
        }
    }

    /// <param name="account">Null: nobody's.</param>
    public async Task RecordAsync(Guid? account, string why, bool locks)
    {
        AuditRecord Of(string auditEvent) => new(auditEvent, AuditOutcome.Denied) { ObjectType = nameof(StaffMember), ObjectId = account, ReasonCode = why };
        await audit.RecordNowAsync(Of(AuditEvents.SignInFailed), CancellationToken.None);
        if (locks)
        {
            await audit.RecordNowAsync(Of(AuditEvents.Locked), CancellationToken.None);
        }
    }
}
