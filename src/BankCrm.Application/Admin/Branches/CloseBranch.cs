using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Branches;

[Allow(AdminPermissions.ChangeBranches)]
[StepUp(StepUpPurpose.People)]
public sealed record CloseBranch(Guid BranchId, uint Version);

internal sealed class CloseBranchValidator : AbstractValidator<CloseBranch>
{
    public CloseBranchValidator() => RuleFor(c => c.BranchId).NotEmpty();
}

internal sealed class CloseBranchHandler(CrmDb db, TimeProvider clock) : ICommandHandler<CloseBranch>
{
    public async Task HandleAsync(CloseBranch command, CancellationToken ct)
    {
        var branch = await db.ForChangeAsync<Branch>(command.BranchId, command.Version, ct);
        var staff = await db.Staff.CountAsync(s => s.HomeBranchId == branch.Id && s.DisabledAt == null, ct);
        var below = await db.Branches.CountAsync(b => b.ParentId == branch.Id && b.ClosedAt == null, ct);
        branch.Close(staff, below, clock.GetUtcNow());
    }
}

[Allow(AdminPermissions.ChangeBranches)]
[StepUp(StepUpPurpose.People)]
public sealed record ReopenBranch(Guid BranchId, uint Version);

internal sealed class ReopenBranchValidator : AbstractValidator<ReopenBranch>
{
    public ReopenBranchValidator() => RuleFor(c => c.BranchId).NotEmpty();
}

internal sealed class ReopenBranchHandler(CrmDb db) : ICommandHandler<ReopenBranch>
{
    public async Task HandleAsync(ReopenBranch command, CancellationToken ct) =>
        (await db.ForChangeAsync<Branch>(command.BranchId, command.Version, ct)).Reopen();
}
