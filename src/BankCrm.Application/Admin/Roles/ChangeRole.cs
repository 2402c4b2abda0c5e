using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Roles;

[Allow(AdminPermissions.ChangeRoles)]
[StepUp(StepUpPurpose.People)]
public sealed record ChangeRole(Guid RoleId, uint Version, string Name, RoleReach Reach, bool OneSession, IReadOnlyList<string> Permissions);

internal sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    public ChangeRoleValidator()
    {
        RuleFor(c => c.Name).NotEmpty().IsClean(Role.NameMaxLength);
        RuleFor(c => c.Reach).IsInEnum();
        RuleFor(c => c.Permissions).ArePermissions();
    }
}

internal sealed class ChangeRoleHandler(CrmDb db, CurrentUser user, Administrators administrators) : ICommandHandler<ChangeRole>
{
    public async Task HandleAsync(ChangeRole command, CancellationToken ct)
    {
        var role = await db.ForChangeAsync<Role>(command.RoleId, command.Version, ct);
        var isTheirs = await db.Staff.AnyAsync(s => s.Id == user.StaffId && s.Roles.Any(held => held.RoleId == role.Id), ct);
        var madeAdministrators = role.Permissions.Contains(AdminPermissions.ChangeUsers);

        role.Change(command.Name.Trim(), command.Reach, command.OneSession, command.Permissions ?? [], user.Permissions, isTheirs);
        if (madeAdministrators && !role.Permissions.Contains(AdminPermissions.ChangeUsers))
        {
            await administrators.DemandAnotherAsync(null, role.Id, ct);
        }
    }
}

[Allow(AdminPermissions.ChangeRoles)]
[StepUp(StepUpPurpose.People)]
public sealed record DeleteRole(Guid RoleId, uint Version);

internal sealed class DeleteRoleValidator : AbstractValidator<DeleteRole>
{
    public DeleteRoleValidator() => RuleFor(c => c.RoleId).NotEmpty();
}

internal sealed class DeleteRoleHandler(CrmDb db) : ICommandHandler<DeleteRole>
{
    public async Task HandleAsync(DeleteRole command, CancellationToken ct)
    {
        var role = await db.ForChangeAsync<Role>(command.RoleId, command.Version, ct);
        role.DemandMayBeDeleted(await db.Staff.CountAsync(s => s.Roles.Any(held => held.RoleId == role.Id), ct));
        db.Remove(role);
    }
}
