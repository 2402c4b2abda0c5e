using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Enquiries;
using FluentValidation;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Gives the warnings of an enquiry's clocks that are due, each once, and escalates it when a promise is missed. Sent by the job that watches clocks.</summary>
[Allow(CasePermissions.Direct)]
public sealed record WarnOfEnquiry(Guid Id);

internal sealed class WarnOfEnquiryValidator : AbstractValidator<WarnOfEnquiry>
{
    public WarnOfEnquiryValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class WarnOfEnquiryHandler(CrmDb db, IRowLock rows, WorkingCalendar calendar, TimeProvider clock) : ICommandHandler<WarnOfEnquiry>
{
    public async Task HandleAsync(WarnOfEnquiry command, CancellationToken ct)
    {
        await rows.TakeAsync<Enquiry>(command.Id, ct); // another instance may be at it: what it has given is read then
        var found = await db.ForChangeAsync<Enquiry>(command.Id, ct);
        var now = clock.GetUtcNow();
        var given = found.Warn(now, await calendar.OfBranchAsync(db, found.BranchId, ct));
        await db.TellOfClockAsync(found.Id, found.BranchId, found.OwnerId, notTo: [], given, now, ct);
    }
}
