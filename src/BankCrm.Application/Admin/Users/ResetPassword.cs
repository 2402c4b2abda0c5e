using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <param name="Password">Generated, handed over once, and to be changed at the next sign-in.</param>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record ResetPassword(Guid StaffId, uint Version, string Password)
{
    public override string ToString() => nameof(ResetPassword);
}

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator() => RuleFor(c => c.Password).NotEmpty();
}

internal sealed class ResetPasswordHandler(CrmDb db, CurrentUser user, RoleGiving giving, IPasswords passwords, IAuditTrail audit)
    : ICommandHandler<ResetPassword>
{
    public async Task HandleAsync(ResetPassword command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(command.StaffId, command.Version, ct);
        await giving.DemandMayChangeAsync(person, ct);

        person.WasGivenPassword(user.StaffId);
        await passwords.SetAsync(person, command.Password, ct);
        db.RemoveRange(await db.Sessions.AsTracking().Where(s => s.StaffId == person.Id).ToListAsync(ct));
        audit.Record(new(AuditEvents.CredentialChanged) { ObjectType = nameof(StaffMember), ObjectId = person.Id, ReasonCode = "reset" });
    }
}
