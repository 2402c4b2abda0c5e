using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Keeps a colleague out from now on, wherever they are signed in.</summary>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record DisableUser(Guid StaffId, uint Version);

internal sealed class DisableUserValidator : AbstractValidator<DisableUser>
{
    public DisableUserValidator() => RuleFor(c => c.StaffId).NotEmpty();
}

internal sealed class DisableUserHandler(CrmDb db, CurrentUser user, Administrators administrators, TimeProvider clock) : ICommandHandler<DisableUser>
{
    public async Task HandleAsync(DisableUser command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        person.Disable(user.StaffId, clock.GetUtcNow());
        await administrators.DemandAnotherAsync(person.Id, null, ct);
        db.RemoveRange(await db.Sessions.AsTracking().Where(s => s.StaffId == person.Id).ToListAsync(ct));
    }
}

[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record EnableUser(Guid StaffId, uint Version);

internal sealed class EnableUserValidator : AbstractValidator<EnableUser>
{
    public EnableUserValidator() => RuleFor(c => c.StaffId).NotEmpty();
}

internal sealed class EnableUserHandler(CrmDb db, RoleGiving giving) : ICommandHandler<EnableUser>
{
    public async Task HandleAsync(EnableUser command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        await giving.DemandMayChangeAsync(person, ct);
        person.Enable();
    }
}
