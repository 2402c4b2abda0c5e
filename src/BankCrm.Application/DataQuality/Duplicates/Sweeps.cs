using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Duplicates;

/// <summary>Has all customers compared with each other, in the background.</summary>
/// <param name="Id">Carried by the form, so that a double click asks once.</param>
[Allow(DataQualityPermissions.Sweep)]
public sealed record StartSweep(Guid Id);

internal sealed class StartSweepValidator : AbstractValidator<StartSweep>
{
    public StartSweepValidator() => RuleFor(s => s.Id).NotEmpty();
}

internal sealed class StartSweepHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<StartSweep>
{
    public async Task HandleAsync(StartSweep command, CancellationToken ct)
    {
        Refuse.If(
            await db.DuplicateSweeps.AnyAsync(s => s.State == SweepState.Waiting || s.State == SweepState.Running || s.State == SweepState.Stopping, ct),
            "The bank is being searched already.");
        var sweep = DuplicateSweep.Ask(command.Id, user.StaffId, clock.GetUtcNow());
        db.Add(sweep);
        db.Add(SweepProgress.Of(sweep));
    }
}

/// <summary>Ends a search before its time. What it has found so far stays.</summary>
[Allow(DataQualityPermissions.Sweep)]
public sealed record StopSweep(Guid Id);

internal sealed class StopSweepValidator : AbstractValidator<StopSweep>;

internal sealed class StopSweepHandler(CrmDb db) : ICommandHandler<StopSweep>
{
    public async Task HandleAsync(StopSweep command, CancellationToken ct) => (await db.ForChangeAsync<DuplicateSweep>(command.Id, ct)).Stop();
}

/// <summary>Closes a search. The job's own: no page sends it.</summary>
[Allow(DataQualityPermissions.Sweep)]
public sealed record EndSweep(Guid Id, bool Failed);

internal sealed class EndSweepValidator : AbstractValidator<EndSweep>;

internal sealed class EndSweepHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndSweep>
{
    public async Task HandleAsync(EndSweep command, CancellationToken ct)
    {
        var sweep = await db.ForChangeAsync<DuplicateSweep>(command.Id, ct);
        sweep.End(command.Failed, clock.GetUtcNow());
        var counts = await db.SweepProgress.SingleAsync(p => p.SweepId == sweep.Id, ct);
        audit.Record(new(AuditEvents.JobRan, command.Failed ? AuditOutcome.Error : AuditOutcome.Ok)
        {
            ObjectType = nameof(DuplicateSweep),
            ObjectId = sweep.Id,
            Changes = AuditChanges.Of([("Compared", null, counts.Compared), ("Customers", null, counts.Customers), ("Found", null, counts.Found)]),
        });
    }
}

/// <summary>The last search. Null: there was none yet.</summary>
[Allow(DataQualityPermissions.Duplicates)]
public sealed record GetLastSweep;

public sealed record SweepShown(
    Guid Id, SweepState State, bool IsAtWork, DateTimeOffset AskedAt, string? AskedBy, DateTimeOffset? FinishedAt, int Customers, int Read, int Pairs, int Compared, int Found);

internal sealed class GetLastSweepHandler(CrmDb db) : IQueryHandler<GetLastSweep, SweepShown?>
{
    public async Task<SweepShown?> HandleAsync(GetLastSweep query, CancellationToken ct)
    {
        var last = await db.DuplicateSweeps.OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return null;
        }

        var counts = await db.SweepProgress.SingleAsync(p => p.SweepId == last.Id, ct);
        var by = await db.Staff.Where(s => s.Id == last.AskedBy).Select(s => s.Name).SingleOrDefaultAsync(ct);
        return new(
            last.Id, last.State, last.IsAtWork, last.AskedAt, by, last.FinishedAt, counts.Customers, counts.Read, counts.Pairs, counts.Compared, counts.Found);
    }
}
