using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using FluentValidation;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Gives the warnings of a case's clocks that are due, each once, and escalates it when a promise is missed. Sent by the job that watches clocks.</summary>
[Allow(CasePermissions.Direct)]
public sealed record WarnOfCase(Guid Id);

internal sealed class WarnOfCaseValidator : AbstractValidator<WarnOfCase>
{
    public WarnOfCaseValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class WarnOfCaseHandler(CrmDb db, IRowLock rows, WorkingCalendar calendar, TimeProvider clock) : ICommandHandler<WarnOfCase>
{
    public async Task HandleAsync(WarnOfCase command, CancellationToken ct)
    {
        await rows.TakeAsync<ServiceCase>(command.Id, ct); // another instance may be at it: what it has given is read then
        var found = await db.ForChangeAsync<ServiceCase>(command.Id, ct);
        var now = clock.GetUtcNow();
        var given = found.Warn(now, await calendar.OfBranchAsync(db, found.BranchId, ct));
        await db.TellOfClockAsync(found.Id, found.BranchId, found.OwnerId, found.AboutStaff, given, now, ct);
    }
}
