using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Membership;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Membership;

/// <summary>Keeps whom a segment holds now.</summary>
/// <param name="Id">Carried by the form, so that a double click takes one.</param>
[Allow(SegmentPermissions.Write)]
public sealed record TakeSnapshot(Guid Id, Guid SegmentId, string Name);

/// <summary>Forgets a snapshot and whom it held.</summary>
[Allow(SegmentPermissions.Write)]
public sealed record DropSnapshot(Guid Id, Guid SegmentId);

internal sealed class TakeSnapshotValidator : AbstractValidator<TakeSnapshot>
{
    public TakeSnapshotValidator()
    {
        RuleFor(s => s.Id).NotEmpty();
        RuleFor(s => s.Name).NotEmpty().IsClean(SegmentSnapshot.NameMaxLength);
    }
}

internal sealed class DropSnapshotValidator : AbstractValidator<DropSnapshot>;

internal sealed class TakeSnapshotHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, ISegmentEngine engine, IAuditTrail audit, TimeProvider clock) : ICommandHandler<TakeSnapshot>
{
    public async Task HandleAsync(TakeSnapshot command, CancellationToken ct)
    {
        var segment = await db.Asked(db.SegmentsSeenBy(user).Where(s => s.Id == command.SegmentId && s.RetiredAt == null)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var rows = await compiler.OfAsync(db, user, SegmentDefinition.Read(segment.Definition), ct);
        var kept = await engine.KeepAsync(command.Id, rows.Select(r => r.Customer), ct);
        Refuse.If(user.IsToldNoFew && kept < SegmentScope.Floor, "Fewer than {0} customers are in it: so few are not kept.", SegmentScope.Floor);
        db.Add(SegmentSnapshot.Take(command.Id, segment.Id, segment.Number, command.Name, kept, user.Person, clock.GetUtcNow()));
        audit.Record(new(AuditEvents.BulkChanged)
        {
            ObjectType = nameof(SegmentSnapshot),
            ObjectId = command.Id,
            Changes = AuditChanges.Of([("Customers", null, kept), ("Segment", null, segment.Name)]),
        });
    }
}

internal sealed class DropSnapshotHandler(CrmDb db, CurrentUser user) : ICommandHandler<DropSnapshot>
{
    public async Task HandleAsync(DropSnapshot command, CancellationToken ct)
    {
        var segment = await db.SegmentsSeenBy(user).SingleOrDefaultAsync(s => s.Id == command.SegmentId, ct) ?? throw new NotFoundException();
        var snapshot = await db.ForChangeAsync<SegmentSnapshot>(command.Id, ct);
        Refuse.If(snapshot.SegmentId != segment.Id || (snapshot.TakenBy != user.StaffId && !user.MayChange(segment)), "A colleague has taken this snapshot.");
        db.Remove(snapshot);
    }
}
