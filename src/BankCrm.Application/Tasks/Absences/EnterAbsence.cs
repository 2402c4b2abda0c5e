using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Absences;

/// <summary>Says that somebody will be away, and who stands in for them meanwhile.</summary>
/// <param name="StaffId">Null: oneself. Managers say it of colleagues too.</param>
[Allow(TaskPermissions.Work, TaskPermissions.Direct)]
public sealed record EnterAbsence(Guid Id, Guid? StaffId, DateOnly? From, DateOnly? Until, Guid? DeputyId);

internal sealed class EnterAbsenceValidator : AbstractValidator<EnterAbsence>
{
    public EnterAbsenceValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.From).NotEmpty();
        RuleFor(a => a.Until).NotEmpty();
        RuleFor(a => a.DeputyId).NotEmpty();
    }
}

/// <summary>Held by one transaction at a time, until its end: two absences that are entered at once see each other.</summary>
public interface IAbsenceLock
{
    Task TakeAsync(CancellationToken ct);
}

internal sealed class EnterAbsenceHandler(CrmDb db, CurrentUser user, IAbsenceLock gate, StaffNames staff, TimeProvider clock) : ICommandHandler<EnterAbsence>
{
    public async Task HandleAsync(EnterAbsence command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (who, deputy, from, until) = (command.StaffId ?? user.Person, command.DeputyId!.Value, command.From!.Value, command.Until!.Value);
        var home = await db.AbsentPersonToChangeAsync(who, user, ct);
        var absence = Absence.Enter(command.Id, who, deputy, from, until, user.Person, Branch.DayAt(now));
        Refuse.If(
            !await db.FollowUpColleagues(home, now).AnyAsync(s => s.Id == deputy, ct), "Choose a deputy who is at work in the same branch.");
        await gate.TakeAsync(ct);
        var near = await db.Absences.Where(a => a.CancelledAt == null && a.From <= until && a.Until >= from && (a.StaffId == who || a.StaffId == deputy)).ToListAsync(ct);
        Refuse.If(near.Exists(a => a.StaffId == who), "An absence is entered for part of this time already.");
        if (near.Find(a => a.StaffId == deputy) is { } away)
        {
            var name = (await staff.OfAsync(db, [deputy], ct)).GetValueOrDefault(deputy) ?? "";
            throw away.DeputyId == who
                ? new RefusedException("{0} is away in this time, and the one who is to be absent stands in for {0}. Choose another deputy.", name)
                : new RefusedException("{0} is away in this time too. Choose another deputy.", name);
        }

        db.Add(absence);
        db.Tell(NoticeKind.StandsIn, absence.Id, home, deputy, user.Person, now);
    }
}

/// <summary>Says that somebody is back, or will not be away after all.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.Direct)]
public sealed record EndAbsence(Guid Id, uint Version);

internal sealed class EndAbsenceValidator : AbstractValidator<EndAbsence>
{
    public EndAbsenceValidator() => RuleFor(a => a.Id).NotEmpty();
}

internal sealed class EndAbsenceHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<EndAbsence>
{
    public async Task HandleAsync(EndAbsence command, CancellationToken ct)
    {
        var absence = await db.ForChangeAsync<Absence>(command.Id, command.Version, ct);
        await db.AbsentPersonToChangeAsync(absence.StaffId, user, ct);
        var now = clock.GetUtcNow();
        absence.End(Branch.DayAt(now), now);
    }
}

internal static class AbsentPersons
{
    /// <summary>The home branch of whoever is absent, if this is the user or a colleague of a branch whose work the user directs.</summary>
    public static async Task<Guid> AbsentPersonToChangeAsync(this CrmDb db, Guid staffId, CurrentUser user, CancellationToken ct)
    {
        var home = await db.Staff.Where(s => s.Id == staffId).Select(s => (Guid?)s.HomeBranchId).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (staffId == user.StaffId)
        {
            return home;
        }

        if (!user.SeesAllBranches && !user.Branches.Contains(home))
        {
            throw new NotFoundException();
        }

        user.Demand(TaskPermissions.Direct);
        return home;
    }
}
