using BankCrm.Application.Common;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;

namespace BankCrm.Application.Tasks.Calendar;

/// <summary>Moves a follow-up to another day, at the same time of the day.</summary>
[Allow(TaskPermissions.Work)]
public sealed record RescheduleFollowUp(Guid Id, uint Version, DateOnly Day);

internal sealed class RescheduleFollowUpValidator : AbstractValidator<RescheduleFollowUp>
{
    public RescheduleFollowUpValidator() => RuleFor(f => f.Day).NotEmpty();
}

internal sealed class RescheduleFollowUpHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RescheduleFollowUp>
{
    public async Task HandleAsync(RescheduleFollowUp command, CancellationToken ct)
    {
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandWorkOn(followUp);
        followUp.MoveTo(new DueTime(command.Day, followUp.Due.Time), user.Person, clock.GetUtcNow());
    }
}
