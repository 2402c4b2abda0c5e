using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Gives the warnings of a case's clocks that are due, each once, and escalates it when a promise is missed. Sent by the job that watches clocks.</summary>
[Allow(CasePermissions.Direct)]
public sealed record WarnOfCase(Guid Id);

internal sealed class WarnOfCaseValidator : AbstractValidator<WarnOfCase>
{
    public WarnOfCaseValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class WarnOfCaseHandler(CrmDb db, ICaseLock gate, WorkingCalendar calendar, TimeProvider clock) : ICommandHandler<WarnOfCase>
{
    public async Task HandleAsync(WarnOfCase command, CancellationToken ct)
    {
        await gate.TakeAsync(command.Id, ct); // another instance may be at it: what it has given is read then
        var found = await db.ForChangeAsync<ServiceCase>(command.Id, ct);
        var now = clock.GetUtcNow();
        var given = found.Warn(now, await calendar.OfBranchAsync(db, found.BranchId, ct)).Where(w => w.IsUrgent).ToList();
        if (given.Count == 0)
        {
            return;
        }

        var isMissed = given.Exists(w => w.IsMissed);
        List<Guid> managers = isMissed || found.OwnerId is null
            ? await db.StaffAtWorkIn(found.BranchId, CasePermissions.Direct, now).Where(s => !found.AboutStaff.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)
            : [];
        foreach (var staff in managers.Append(found.OwnerId ?? Guid.Empty).Where(s => s != Guid.Empty).Distinct())
        {
            db.Add(Notice.OfClock(isMissed ? NoticeKind.CaseMissed : NoticeKind.CaseAtRisk, found.Id, found.BranchId, staff, given.Min(w => w.DueAt), now));
        }
    }
}
