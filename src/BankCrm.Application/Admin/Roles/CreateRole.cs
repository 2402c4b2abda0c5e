using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.Roles;

[Allow(AdminPermissions.ChangeRoles)]
[StepUp(StepUpPurpose.People)]
public sealed record CreateRole(Guid RoleId, string Name, RoleReach Reach, bool OneSession, IReadOnlyList<string> Permissions);

internal sealed class CreateRoleValidator : AbstractValidator<CreateRole>
{
    public CreateRoleValidator()
    {
        RuleFor(c => c.RoleId).NotEmpty();
        RuleFor(c => c.Name).NotEmpty().IsClean(Role.NameMaxLength);
        RuleFor(c => c.Reach).IsInEnum();
        RuleFor(c => c.Permissions).ArePermissions();
    }
}

internal sealed class CreateRoleHandler(CrmDb db, CurrentUser user) : ICommandHandler<CreateRole>
{
    public Task HandleAsync(CreateRole command, CancellationToken ct)
    {
        var role = Role.Create(command.RoleId, command.Name.Trim(), command.Reach, []);
        role.Change(role.Name, command.Reach, command.OneSession, command.Permissions ?? [], user.Permissions, isTheirs: false);
        db.Add(role);
        return Task.CompletedTask;
    }
}
