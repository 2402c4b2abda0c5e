using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Branches;

/// <summary>Adds a region or a branch to the bank.</summary>
[Allow(AdminPermissions.ChangeBranches)]
[StepUp(StepUpPurpose.People)]
public sealed record OpenBranch(Guid BranchId, BranchKind Kind, Guid ParentId, string Code, string Name, string City);

internal sealed class OpenBranchValidator : AbstractValidator<OpenBranch>
{
    public OpenBranchValidator()
    {
        RuleFor(c => c.BranchId).NotEmpty();
        RuleFor(c => c.Kind).IsInEnum();
        RuleFor(c => c.ParentId).NotEmpty();
        RuleFor(c => c.Code).NotEmpty().IsClean(Branch.CodeMaxLength);
        RuleFor(c => c.Name).NotEmpty().IsClean(Branch.NameMaxLength);
        RuleFor(c => c.City).IsClean(Branch.NameMaxLength);
    }
}

internal sealed class OpenBranchHandler(CrmDb db) : ICommandHandler<OpenBranch>
{
    public async Task HandleAsync(OpenBranch command, CancellationToken ct)
    {
        var parent = await db.Branches.SingleOrDefaultAsync(b => b.Id == command.ParentId, ct) ?? throw new NotFoundException();
        db.Add(Branch.Open(command.BranchId, command.Code.Trim(), command.Name.Trim(), command.Kind, parent, command.City?.Trim() ?? ""));
    }
}

[Allow(AdminPermissions.ChangeBranches)]
public sealed record GetParents;

internal sealed class GetParentsHandler(CrmDb db) : IQueryHandler<GetParents, IReadOnlyList<Choice>>
{
    public async Task<IReadOnlyList<Choice>> HandleAsync(GetParents query, CancellationToken ct) =>
        await db.Branches.Where(b => b.ClosedAt == null && b.Kind != BranchKind.Branch)
            .OrderBy(b => b.Kind == BranchKind.Bank ? 0 : 1).ThenBy(b => b.Code).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
}
