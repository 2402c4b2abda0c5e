using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <param name="Password">Generated, handed over once, and to be changed at the first sign-in.</param>
[Allow(AdminPermissions.ChangeUsers)]
[StepUp(StepUpPurpose.People)]
public sealed record CreateUser(Guid StaffId, string UserName, string Name, Guid HomeBranchId, IReadOnlyList<Guid> RoleIds, string Password)
{
    public override string ToString() => nameof(CreateUser);
}

internal sealed class CreateUserValidator : AbstractValidator<CreateUser>
{
    public CreateUserValidator()
    {
        RuleFor(c => c.StaffId).NotEmpty();
        RuleFor(c => c.UserName).IsUserName();
        RuleFor(c => c.Name).NotEmpty().IsClean(StaffMember.NameMaxLength);
        RuleFor(c => c.HomeBranchId).NotEmpty();
        RuleFor(c => c.Password).NotEmpty();
    }
}

internal sealed class CreateUserHandler(CrmDb db, RoleGiving giving, IPasswords passwords, IAuditTrail audit) : ICommandHandler<CreateUser>
{
    public async Task HandleAsync(CreateUser command, CancellationToken ct)
    {
        var home = await db.Branches.SingleOrDefaultAsync(b => b.Id == command.HomeBranchId, ct) ?? throw new NotFoundException();
        var person = StaffMember.Join(command.StaffId, command.UserName, command.Name.Trim(), home);
        await giving.GiveAsync(person, command.RoleIds, ct);
        db.Add(person);

        await passwords.SetAsync(person, command.Password, ct);
        audit.Record(new(AuditEvents.CredentialChanged) { ObjectType = nameof(StaffMember), ObjectId = person.Id });
    }
}

[Allow(AdminPermissions.ChangeUsers)]
public sealed record GetNewUser;

public sealed record NewUser(IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Roles);

internal sealed class GetNewUserHandler(CrmDb db) : IQueryHandler<GetNewUser, NewUser>
{
    public async Task<NewUser> HandleAsync(GetNewUser query, CancellationToken ct) =>
        new(await Choices.BranchesAsync(db, ct), await Choices.RolesAsync(db, ct));
}
