using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Lets a colleague work for another branch, both days included.</summary>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record CoverBranch(Guid StaffId, uint Version, Guid CoverId, Guid BranchId, DateOnly? From, DateOnly? Until);

internal sealed class CoverBranchValidator : AbstractValidator<CoverBranch>
{
    public CoverBranchValidator()
    {
        RuleFor(c => c.CoverId).NotEmpty();
        RuleFor(c => c.BranchId).NotEmpty();
        RuleFor(c => c.From).NotEmpty();
        RuleFor(c => c.Until).NotEmpty();
    }
}

internal sealed class CoverBranchHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CoverBranch>
{
    public async Task HandleAsync(CoverBranch command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        var branch = await db.Branches.SingleOrDefaultAsync(b => b.Id == command.BranchId, ct) ?? throw new NotFoundException();

        Refuse.If(command.Until < Branch.DayAt(clock.GetUtcNow()), "The last day is over already.");
        person.Cover(command.CoverId, branch, command.From!.Value, command.Until!.Value, user.StaffId);
    }
}

[Allow(AdminPermissions.ChangeUsers)]
public sealed record EndCover(Guid StaffId, uint Version, Guid CoverId);

internal sealed class EndCoverValidator : AbstractValidator<EndCover>
{
    public EndCoverValidator() => RuleFor(c => c.CoverId).NotEmpty();
}

internal sealed class EndCoverHandler(CrmDb db, CurrentUser user) : ICommandHandler<EndCover>
{
    public async Task HandleAsync(EndCover command, CancellationToken ct) =>
        (await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct)).EndCover(command.CoverId, user.StaffId);
}
