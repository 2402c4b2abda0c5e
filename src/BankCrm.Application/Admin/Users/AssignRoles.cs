using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record AssignRoles(Guid StaffId, uint Version, IReadOnlyList<Guid> RoleIds);

internal sealed class AssignRolesValidator : AbstractValidator<AssignRoles>
{
    public AssignRolesValidator() => RuleFor(c => c.StaffId).NotEmpty();
}

internal sealed class AssignRolesHandler(CrmDb db, RoleGiving giving, Administrators administrators) : ICommandHandler<AssignRoles>
{
    public async Task HandleAsync(AssignRoles command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        if (!await giving.GiveAsync(person, command.RoleIds, ct) && person.DisabledAt is null)
        {
            await administrators.DemandAnotherAsync(person.Id, null, ct);
        }
    }
}

[Allow(AdminPermissions.ChangeUsers)]
public sealed record GetRolesToAssign(Guid Id);

public sealed record RolesToAssign(uint Version, string Name, IReadOnlyList<Guid> Held, IReadOnlyList<Choice> Roles);

internal sealed class GetRolesToAssignHandler(CrmDb db) : IQueryHandler<GetRolesToAssign, RolesToAssign>
{
    public async Task<RolesToAssign> HandleAsync(GetRolesToAssign query, CancellationToken ct)
    {
        var person = await db.Staff.AsSplitQuery().SingleOrDefaultAsync(s => s.Id == query.Id, ct) ?? throw new NotFoundException();
        return new(person.Version, person.Name, [.. person.Roles.Select(r => r.RoleId)], await Choices.RolesAsync(db, ct));
    }
}
