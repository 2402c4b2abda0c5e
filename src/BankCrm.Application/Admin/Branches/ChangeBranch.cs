using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Branches;

/// <param name="ParentId">Null: it stays where it is.</param>
/// <param name="Hours">Seven entries from Monday, as "09:00-17:00"; empty: closed that day.</param>
[Allow(AdminPermissions.ChangeBranches)]
[StepUp(StepUpPurpose.People)]
public sealed record ChangeBranch(Guid BranchId, uint Version, Guid? ParentId, string Code, string Name, string City, IReadOnlyList<string?> Hours);

internal sealed class ChangeBranchValidator : AbstractValidator<ChangeBranch>
{
    public ChangeBranchValidator()
    {
        RuleFor(c => c.Code).NotEmpty().IsClean(Branch.CodeMaxLength);
        RuleFor(c => c.Name).NotEmpty().IsClean(Branch.NameMaxLength);
        RuleFor(c => c.City).IsClean(Branch.NameMaxLength);
        RuleFor(c => c.Hours).NotNull();
    }
}

internal sealed class ChangeBranchHandler(CrmDb db) : ICommandHandler<ChangeBranch>
{
    public async Task HandleAsync(ChangeBranch command, CancellationToken ct)
    {
        var branch = await db.ForChangeAsync<Branch>(command.BranchId, command.Version, ct);
        branch.Describe(command.Code.Trim(), command.Name.Trim(), command.City?.Trim() ?? "", [.. command.Hours.Select(day => day?.Trim() ?? "")]);
        if (command.ParentId is { } parentId && parentId != branch.ParentId)
        {
            branch.MoveUnder(await db.Branches.SingleOrDefaultAsync(b => b.Id == parentId, ct) ?? throw new NotFoundException());
        }
    }
}

[Allow(AdminPermissions.Read)]
public sealed record GetBranch(Guid Id);

public sealed record BranchDetails(
    Guid Id, uint Version, BranchKind Kind, Guid? ParentId, string? Parent, string Code, string Name, string City, IReadOnlyList<string> Hours,
    DateTimeOffset? ClosedAt, int Staff, IReadOnlyList<Choice> Parents);

internal sealed class GetBranchHandler(CrmDb db) : IQueryHandler<GetBranch, BranchDetails>
{
    public async Task<BranchDetails> HandleAsync(GetBranch query, CancellationToken ct)
    {
        var branch = await db.Branches.SingleOrDefaultAsync(b => b.Id == query.Id, ct) ?? throw new NotFoundException();
        var parents = await db.Branches
            .Where(b => b.Id == branch.ParentId || (b.ClosedAt == null && b.Id != branch.Id
                && (b.Kind == BranchKind.Bank || (b.Kind == BranchKind.Region && branch.Kind == BranchKind.Branch))))
            .OrderBy(b => b.Kind == BranchKind.Bank ? 0 : 1).ThenBy(b => b.Code)
            .Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
        return new(
            branch.Id, branch.Version, branch.Kind, branch.ParentId, parents.FirstOrDefault(p => p.Id == branch.ParentId)?.Label,
            branch.Code, branch.Name, branch.City, branch.OpeningHours, branch.ClosedAt,
            await db.Staff.CountAsync(s => s.HomeBranchId == branch.Id && s.DisabledAt == null, ct),
            branch.Kind is BranchKind.Bank ? [] : parents);
    }
}
