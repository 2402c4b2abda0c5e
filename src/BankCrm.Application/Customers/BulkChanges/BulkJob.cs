using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>Takes a change that nobody works at. The job's own: no page sends it.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record TakeBulkChange(Guid Id, string Worker);

internal sealed class TakeBulkChangeValidator : AbstractValidator<TakeBulkChange>;

internal sealed class TakeBulkChangeHandler(CrmDb db, TimeProvider clock) : ICommandHandler<TakeBulkChange>
{
    public async Task HandleAsync(TakeBulkChange command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var change = await db.ForChangeAsync<BulkChange>(command.Id, ct);
        var progress = await db.BulkProgress.AsTracking().SingleAsync(p => p.ChangeId == command.Id, ct);
        Refuse.If(!change.IsAtWork || !progress.IsFree(now), "This change has ended already.");
        change.Start();
        progress.Take(command.Worker, now);
    }
}

/// <summary>Closes a change. The job's own: no page sends it.</summary>
/// <param name="Failure">Null: it came to its end, or was stopped.</param>
[Allow(CustomerPermissions.Bulk)]
public sealed record EndBulkChange(Guid Id, string? Failure);

internal sealed class EndBulkChangeValidator : AbstractValidator<EndBulkChange>
{
    public EndBulkChangeValidator() => RuleFor(e => e.Failure).MaximumLength(BulkChange.FailureMaxLength);
}

internal sealed class EndBulkChangeHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndBulkChange>
{
    public async Task HandleAsync(EndBulkChange command, CancellationToken ct)
    {
        var change = await db.ForChangeAsync<BulkChange>(command.Id, ct);
        change.End(command.Failure, clock.GetUtcNow());
        (await db.BulkProgress.AsTracking().SingleAsync(p => p.ChangeId == change.Id, ct)).Release();
        var fates = await db.BulkRows.Where(r => r.ChangeId == change.Id).GroupBy(r => r.Fate).Select(f => new { f.Key, Count = f.Count() }).ToListAsync(ct);
        audit.Record(new(AuditEvents.BulkChanged, command.Failure is null ? AuditOutcome.Ok : AuditOutcome.Error)
        {
            ObjectType = nameof(BulkChange),
            ObjectId = change.Id,
            ReasonText = change.Words,
            Changes = AuditChanges.Of(
            [
                ("Kind", null, change.Kind), ("State", null, change.State), ("Selected", null, change.Count),
                .. fates.Select(f => ("Customers" + f.Key, (object?)null, (object?)f.Count)),
            ]),
        });
    }
}

/// <summary>Stops a change before its end. What it has changed so far stays, and can be undone.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record StopBulkChange(Guid Id);

internal sealed class StopBulkChangeValidator : AbstractValidator<StopBulkChange>;

internal sealed class StopBulkChangeHandler(CrmDb db, CurrentUser user) : ICommandHandler<StopBulkChange>
{
    public async Task HandleAsync(StopBulkChange command, CancellationToken ct) => (await db.OwnBulkChangeAsync(command.Id, user, ct)).Stop();
}

/// <summary>Puts back what a change did, in the background. What somebody has edited since stays as it is, and is reported.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record UndoBulkChange(Guid Id);

internal sealed class UndoBulkChangeValidator : AbstractValidator<UndoBulkChange>;

internal sealed class UndoBulkChangeHandler(CrmDb db, CurrentUser user) : ICommandHandler<UndoBulkChange>
{
    public async Task HandleAsync(UndoBulkChange command, CancellationToken ct)
    {
        (await db.OwnBulkChangeAsync(command.Id, user, ct)).Undo();
        (await db.BulkProgress.AsTracking().SingleAsync(p => p.ChangeId == command.Id, ct)).BeginUndo();
    }
}

internal static class OwnBulkChanges
{
    extension(CrmDb db)
    {
        /// <exception cref="NotFoundException">There is none, or somebody else asked for it.</exception>
        public async Task<BulkChange> OwnBulkChangeAsync(Guid id, CurrentUser user, CancellationToken ct) =>
            await db.ForChangeAsync<BulkChange>(id, ct) is var change && change.AskedBy == user.StaffId ? change : throw new NotFoundException();
    }
}
