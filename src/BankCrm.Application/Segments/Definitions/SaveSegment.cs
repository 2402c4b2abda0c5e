using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>What the form of a segment says.</summary>
public interface ISaysSegment
{
    string Name { get; }
    string Purpose { get; }
    SegmentGroup Asks { get; }
}

/// <summary>Keeps what is asked for under a name.</summary>
[Allow(SegmentPermissions.Write)]
public sealed record MakeSegment : ISaysSegment
{
    /// <summary>Carried by the form, so that a double click makes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; init => field = value ?? ""; } = "";
    public string Purpose { get; init => field = value ?? ""; } = "";
    public SegmentReach Reach { get; init; }
    public SegmentGroup Asks { get; init; } = SegmentGroup.Everybody;
}

/// <summary>Changes name, reach and what is asked for. What was asked for until now stays on record.</summary>
[Allow(SegmentPermissions.Write)]
public sealed record ChangeSegment : ISaysSegment
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public string Name { get; init => field = value ?? ""; } = "";
    public string Purpose { get; init => field = value ?? ""; } = "";
    public SegmentReach Reach { get; init; }
    public SegmentGroup Asks { get; init; } = SegmentGroup.Everybody;
}

/// <summary>It is offered no more. Its snapshots stay.</summary>
[Allow(SegmentPermissions.Write)]
public sealed record RetireSegment(Guid Id, uint Version);

/// <summary>It is offered again.</summary>
[Allow(SegmentPermissions.Write)]
public sealed record TakeUpSegment(Guid Id, uint Version);

internal sealed class MakeSegmentValidator : AbstractValidator<MakeSegment>
{
    public MakeSegmentValidator(SegmentChecks checks)
    {
        RuleFor(s => s.Id).NotEmpty();
        RuleFor(s => s.Reach).IsInEnum();
        SegmentRules.For(this, checks);
    }
}

internal sealed class ChangeSegmentValidator : AbstractValidator<ChangeSegment>
{
    public ChangeSegmentValidator(SegmentChecks checks)
    {
        RuleFor(s => s.Reach).IsInEnum();
        SegmentRules.For(this, checks);
    }
}

internal sealed class RetireSegmentValidator : AbstractValidator<RetireSegment>;

internal sealed class TakeUpSegmentValidator : AbstractValidator<TakeUpSegment>;

internal static class SegmentRules
{
    public static void For<T>(AbstractValidator<T> validator, SegmentChecks checks) where T : ISaysSegment
    {
        validator.RuleFor(s => s.Name).NotEmpty().IsClean(Segment.NameMaxLength);
        validator.RuleFor(s => s.Purpose).IsClean(Segment.PurposeMaxLength, manyLines: true);
        validator.RuleFor(s => s.Asks).Must(asks => checks.Check(asks) is null).WithMessage("A condition is not complete. Look at those marked in red.");
    }

    /// <exception cref="RefusedException">Whoever sees the segment would not see what it names.</exception>
    public static async Task RefuseHiddenAsync(CrmDb db, CurrentUser user, SegmentGroup asks, SegmentReach reach, CancellationToken ct)
    {
        var named = SegmentNames.In(asks).ToList();
        if (named.Count == 0)
        {
            return;
        }

        var seen = await db.SegmentsSeenBy(user).Where(s => named.Contains(s.Id)).Select(s => new { s.Id, s.Name, s.Reach }).ToListAsync(ct);
        Refuse.If(seen.Count < named.Distinct().Count(), "It names a segment that there is not.");
        var narrow = seen.Find(s => s.Reach < reach);
        Refuse.If(narrow is not null, "It asks for “{0}”, which not everybody sees who is to see this one. Let them see that first.", narrow?.Name ?? "");
    }

    /// <exception cref="ForbiddenException">They may not make segments for the whole bank.</exception>
    public static void DemandReach(CurrentUser user, SegmentReach reach)
    {
        if (reach is SegmentReach.Bank)
        {
            user.Demand(SegmentPermissions.WholeBank);
        }
    }
}

internal sealed class MakeSegmentHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, TimeProvider clock) : ICommandHandler<MakeSegment>
{
    public async Task HandleAsync(MakeSegment command, CancellationToken ct)
    {
        SegmentRules.DemandReach(user, command.Reach);
        await SegmentRules.RefuseHiddenAsync(db, user, command.Asks, command.Reach, ct);
        await compiler.AskingAsync(db, user, [command.Asks], ct); // refuses what asks for itself
        db.Add(Segment.Make(command.Id, new(command.Name, command.Purpose, command.Reach), user.HomeBranchId, command.Asks, user.Person, clock.GetUtcNow()));
    }
}

internal sealed class ChangeSegmentHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, TimeProvider clock) : ICommandHandler<ChangeSegment>
{
    public async Task HandleAsync(ChangeSegment command, CancellationToken ct)
    {
        var segment = await db.SegmentToChangeAsync(command.Id, command.Version, user, ct);
        SegmentRules.DemandReach(user, command.Reach);
        await SegmentRules.RefuseHiddenAsync(db, user, command.Asks, command.Reach, ct);
        var asking = await compiler.AskingAsync(db, user, [command.Asks], ct);
        Refuse.If(asking.Segments.ContainsKey(command.Id), "A segment cannot ask for itself, not by way of others either.");
        var latest = await db.SegmentVersions.SingleAsync(v => v.SegmentId == segment.Id && v.Number == segment.Latest, ct);
        segment.Change(new(command.Name, command.Purpose, command.Reach), segment.ForBranchId ?? user.HomeBranchId, command.Asks, latest, user.Person, clock.GetUtcNow());
    }
}

internal sealed class RetireSegmentHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RetireSegment>
{
    public async Task HandleAsync(RetireSegment command, CancellationToken ct) =>
        (await db.SegmentToChangeAsync(command.Id, command.Version, user, ct)).Retire(clock.GetUtcNow());
}

internal sealed class TakeUpSegmentHandler(CrmDb db, CurrentUser user) : ICommandHandler<TakeUpSegment>
{
    public async Task HandleAsync(TakeUpSegment command, CancellationToken ct) =>
        (await db.SegmentToChangeAsync(command.Id, command.Version, user, ct)).TakeUpAgain();
}
