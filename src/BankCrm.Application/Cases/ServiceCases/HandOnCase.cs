using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Takes on what lies with the branch. Of many who do so at once one has it, and the others are told who.</summary>
[Allow(CasePermissions.Work)]
public sealed record ClaimCase(Guid Id);

/// <summary>Gives a case to a colleague, who reads why. One's own, or with a permission any.</summary>
[Allow(CasePermissions.Work)]
public sealed record AssignCase(Guid Id, uint Version, Guid? ToStaffId, string Text) : IOnCase;

internal sealed class ClaimCaseValidator : AbstractValidator<ClaimCase>
{
    public ClaimCaseValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class AssignCaseValidator : AbstractValidator<AssignCase>
{
    public AssignCaseValidator()
    {
        RuleFor(c => c.ToStaffId).NotEmpty();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class ClaimCaseHandler(CrmDb db, CurrentUser user, IRowLock rows, StaffNames staff, TimeProvider clock) : ICommandHandler<ClaimCase>
{
    public async Task HandleAsync(ClaimCase command, CancellationToken ct)
    {
        await rows.TakeAsync<ServiceCase>(command.Id, ct);
        if (!await db.CasesSeenBy(user).AnyAsync(c => c.Id == command.Id, ct))
        {
            throw new NotFoundException();
        }

        var found = await db.ForChangeAsync<ServiceCase>(command.Id, ct);
        await staff.RefuseIfTakenAsync(db, found.OwnerId, user, ct);
        if (found is { QueueId: { } queue, OwnerId: null } && !user.May(CasePermissions.Direct) && await db.WorkQueues.AnyAsync(q => q.Id == queue && q.BranchId == found.BranchId, ct))
        {
            await db.DemandTakerAsync(queue, user, ct);
        }

        found.Claim(user.Person, clock.GetUtcNow());
    }
}

internal sealed class AssignCaseHandler(CrmDb db, CaseFile files) : ICommandHandler<AssignCase>
{
    public async Task HandleAsync(AssignCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        var to = command.ToStaffId!.Value;
        Refuse.If(!await db.CaseColleagues(file.Case.BranchId, file.Now).AnyAsync(s => s.Id == to, ct), "Choose a colleague who is at work in this branch.");
        file.Case.Assign(to, file.MustBeWritten(command.Text), file.By, file.Now);
        db.Tell(NoticeKind.CaseGiven, file.Case.Id, file.Case.BranchId, to, file.By, file.Now);
    }
}
