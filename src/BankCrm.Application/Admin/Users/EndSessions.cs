using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Signs a colleague out everywhere.</summary>
[Allow(AdminPermissions.ChangeUsers)]
public sealed record EndSessions(Guid StaffId);

internal sealed class EndSessionsValidator : AbstractValidator<EndSessions>
{
    public EndSessionsValidator() => RuleFor(c => c.StaffId).NotEmpty();
}

internal sealed class EndSessionsHandler(CrmDb db, IAuditTrail audit) : ICommandHandler<EndSessions>
{
    public Task HandleAsync(EndSessions command, CancellationToken ct) =>
        SessionEnding.EndAsync(db, audit, db.Sessions.Where(s => s.StaffId == command.StaffId), command.StaffId, ct);
}

[Allow(AllowAttribute.Everyone)]
public sealed record ListMySessions;

internal sealed class ListMySessionsHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListMySessions, IReadOnlyList<SessionRow>>
{
    public Task<IReadOnlyList<SessionRow>> HandleAsync(ListMySessions query, CancellationToken ct) =>
        SessionRows.OfAsync(db, user.Person, user, clock.GetUtcNow(), ct);
}

/// <param name="SessionId">Null: all but this one.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record EndMySession(Guid? SessionId);

internal sealed class EndMySessionValidator : AbstractValidator<EndMySession>;

internal sealed class EndMySessionHandler(CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<EndMySession>
{
    public Task HandleAsync(EndMySession command, CancellationToken ct) => SessionEnding.EndAsync(
        db, audit, db.Sessions.Where(s => s.StaffId == user.Person && (command.SessionId == null ? s.Id != user.SessionId : s.Id == command.SessionId)), user.Person, ct);
}

internal static class SessionEnding
{
    public static async Task EndAsync(CrmDb db, IAuditTrail audit, IQueryable<Session> which, Guid staffId, CancellationToken ct)
    {
        var sessions = await which.AsTracking().ToListAsync(ct);
        Refuse.If(sessions.Count == 0, "There was no such session any more.");
        db.RemoveRange(sessions);
        audit.Record(new(AuditEvents.SessionEnded) { ObjectType = nameof(StaffMember), ObjectId = staffId });
    }
}
