using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Keeps a follow-up that one sees in sight, whoever has it later; or no longer.</summary>
[Allow(TaskPermissions.Work)]
public sealed record WatchFollowUp(Guid Id, bool Watches);

internal sealed class WatchFollowUpValidator : AbstractValidator<WatchFollowUp>
{
    public WatchFollowUpValidator() => RuleFor(f => f.Id).NotEmpty();
}

internal sealed class WatchFollowUpHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WatchFollowUp>
{
    public async Task HandleAsync(WatchFollowUp command, CancellationToken ct)
    {
        var followUp = await db.FollowUps.SeenBy(user).SingleOrDefaultAsync(f => f.Id == command.Id, ct) ?? throw new NotFoundException();
        var watching = await db.FollowUpFollowers.AsTracking().SingleOrDefaultAsync(f => f.FollowUpId == command.Id && f.StaffId == user.Person, ct);
        Refuse.If(command.Watches && watching is not null, "You watch this follow-up already.");
        Refuse.If(!command.Watches && watching is null, "You do not watch this follow-up.");
        if (watching is null)
        {
            db.Add(FollowUpFollower.Of(followUp, user.Person, clock.GetUtcNow()));
        }
        else
        {
            db.Remove(watching);
        }
    }
}
