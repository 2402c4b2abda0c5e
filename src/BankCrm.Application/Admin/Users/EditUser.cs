using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record EditUser(Guid StaffId, uint Version, string Name, Guid HomeBranchId);

internal sealed class EditUserValidator : AbstractValidator<EditUser>
{
    public EditUserValidator()
    {
        RuleFor(c => c.Name).NotEmpty().IsClean(StaffMember.NameMaxLength);
        RuleFor(c => c.HomeBranchId).NotEmpty();
    }
}

internal sealed class EditUserHandler(CrmDb db, CurrentUser user) : ICommandHandler<EditUser>
{
    public async Task HandleAsync(EditUser command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        var home = await db.Branches.SingleOrDefaultAsync(b => b.Id == command.HomeBranchId, ct) ?? throw new NotFoundException();

        person.Describe(command.Name.Trim());
        person.MoveTo(home, user.StaffId);
    }
}

[Allow(AdminPermissions.ChangeUsers)]
public sealed record GetUserToEdit(Guid Id);

public sealed record UserToEdit(uint Version, string Name, Guid HomeBranchId, IReadOnlyList<Choice> Branches);

internal sealed class GetUserToEditHandler(CrmDb db) : IQueryHandler<GetUserToEdit, UserToEdit>
{
    public async Task<UserToEdit> HandleAsync(GetUserToEdit query, CancellationToken ct)
    {
        var person = await db.Staff.AsSplitQuery().SingleOrDefaultAsync(s => s.Id == query.Id, ct) ?? throw new NotFoundException();
        return new(person.Version, person.Name, person.HomeBranchId, await Choices.BranchesAsync(db, ct));
    }
}
