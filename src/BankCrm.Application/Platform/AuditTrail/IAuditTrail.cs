using BankCrm.Application.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Platform.AuditTrail;

/// <summary>Records what is no change of an entity: views, searches, reveals, exports, sign-ins, denials.</summary>
public interface IAuditTrail
{
    /// <summary>The entry is saved with the unit of work, in its transaction, and is gone if that is rolled back.</summary>
    void Record(AuditRecord what);

    /// <summary>The entry is written at once, in the transaction that is open.</summary>
    Task WriteAsync(AuditRecord what, CancellationToken ct);

    /// <summary>
    /// The entry is committed, in a transaction of its own, when this returns. Await it before the data it speaks of is answered, and
    /// for what must be remembered though the work itself is undone: denials, failed sign-ins. If it throws, answer nothing.
    /// </summary>
    Task RecordNowAsync(AuditRecord what, CancellationToken ct);

    /// <summary>As <see cref="RecordNowAsync(AuditRecord, CancellationToken)"/>, for somebody who is not the current user yet: a sign-in.</summary>
    Task RecordNowAsync(AuditActor actor, AuditRecord what, CancellationToken ct);
}

public static class AuditActors
{
    extension(CurrentUser user)
    {
        /// <summary>The current user as an audit entry names them.</summary>
        public AuditActor ToAuditActor() =>
            new(user.StaffId ?? user.ApiClientId, user.Name, user.Roles, user.HomeBranchId, user.SessionRef, user.IpAddress, user.Correlation);
    }
}
