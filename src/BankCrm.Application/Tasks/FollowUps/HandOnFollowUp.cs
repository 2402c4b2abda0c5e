using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Takes on what lies with the branch. Of many who do so at once one has it, and the others are told who.</summary>
[Allow(TaskPermissions.Work)]
public sealed record ClaimFollowUp(Guid Id);

internal sealed class ClaimFollowUpValidator : AbstractValidator<ClaimFollowUp>
{
    public ClaimFollowUpValidator() => RuleFor(f => f.Id).NotEmpty();
}

internal sealed class ClaimFollowUpHandler(CrmDb db, CurrentUser user, IRowLock rows, StaffNames staff, TimeProvider clock) : ICommandHandler<ClaimFollowUp>
{
    private static readonly FollowUpStepKind[] TakenOn = [FollowUpStepKind.Claimed, FollowUpStepKind.Started, FollowUpStepKind.Waiting, FollowUpStepKind.Dealt];

    public async Task HandleAsync(ClaimFollowUp command, CancellationToken ct)
    {
        await rows.TakeAsync<FollowUp>(command.Id, ct);
        var followUp = await db.ForChangeAsync<FollowUp>(command.Id, ct);
        if (followUp.CustomerId is not null && !user.May(CustomerPermissions.Read))
        {
            throw new NotFoundException();
        }

        if (followUp.OwnerId is { } owner && owner != user.Person)
        {
            if (!await db.FollowUpSteps.AnyAsync(s => s.FollowUpId == command.Id && TakenOn.Contains(s.Kind), ct))
            {
                throw new NotFoundException(); // it never lay with the branch
            }

            await staff.RefuseIfTakenAsync(db, owner, user, ct);
        }

        if (followUp is { QueueId: { } queue, OwnerId: null })
        {
            await db.DemandTakerAsync(queue, user, ct);
        }

        followUp.Claim(user.Person, clock.GetUtcNow());
    }
}

/// <summary>Gives a follow-up to a colleague, who reads why.</summary>
[Allow(TaskPermissions.Give, TaskPermissions.Direct)]
public sealed record GiveFollowUp(Guid Id, uint Version, Guid? ToStaffId, string Text);

internal sealed class GiveFollowUpValidator : AbstractValidator<GiveFollowUp>
{
    public GiveFollowUpValidator()
    {
        RuleFor(f => f.ToStaffId).NotEmpty();
        RuleFor(f => f.Text).AsksForWords();
    }
}

internal sealed class GiveFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<GiveFollowUp>
{
    public async Task HandleAsync(GiveFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandGive(followUp);
        await db.DemandColleagueAsync(command.ToStaffId!.Value, followUp.BranchId, now, ct);
        followUp.GiveTo(command.ToStaffId.Value, cipher.MustBeWritten(command.Text, now), user.Person, now);
        db.Tell(NoticeKind.Given, followUp, followUp.OwnerId, user.Person, now);
    }
}

/// <summary>Puts a follow-up back to whoever gave it, or to the branch.</summary>
[Allow(TaskPermissions.Work)]
public sealed record HandBackFollowUp(Guid Id, uint Version, string Text);

internal sealed class HandBackFollowUpValidator : AbstractValidator<HandBackFollowUp>
{
    public HandBackFollowUpValidator() => RuleFor(f => f.Text).AsksForWords();
}

internal sealed class HandBackFollowUpHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<HandBackFollowUp>
{
    public async Task HandleAsync(HandBackFollowUp command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Text);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        followUp.HandBack(cipher.MustBeWritten(command.Text, now), user.Person, now);
        db.Tell(NoticeKind.HandedBack, followUp, followUp.OwnerId, user.Person, now);
    }
}
