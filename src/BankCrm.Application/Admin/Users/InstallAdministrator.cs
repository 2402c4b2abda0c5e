using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Makes the first administrator, and the bank itself where there is none. For the command line.</summary>
/// <param name="Another">Even though there is an administrator.</param>
[Allow(AdminPermissions.ChangeUsers)]
public sealed record InstallAdministrator(Guid StaffId, string UserName, string Name, string Password, bool Another)
{
    public override string ToString() => nameof(InstallAdministrator);
}

internal sealed class InstallAdministratorValidator : AbstractValidator<InstallAdministrator>
{
    public InstallAdministratorValidator()
    {
        RuleFor(c => c.UserName).IsUserName();
        RuleFor(c => c.Name).NotEmpty().IsClean(StaffMember.NameMaxLength);
        RuleFor(c => c.Password).NotEmpty();
    }
}

internal sealed class InstallAdministratorHandler(CrmDb db, Administrators administrators, IPasswords passwords, IAuditTrail audit)
    : ICommandHandler<InstallAdministrator>
{
    public async Task HandleAsync(InstallAdministrator command, CancellationToken ct)
    {
        Refuse.If(await administrators.AnyAsync(null, null, ct) && !command.Another, "There is an administrator already: say --another to make another one.");

        var role = await db.Roles.SingleAsync(r => r.IsShipped && r.Name == nameof(ShippedRole.Administrator), ct);
        Refuse.If(!role.Permissions.Contains(AdminPermissions.ChangeUsers), "The role Administrator no longer gives the right to change users.");

        var person = StaffMember.Join(command.StaffId, command.UserName, command.Name, await BankAsync(ct));
        person.Assign([role], byStaffId: null);
        db.Add(person);
        await passwords.SetAsync(person, command.Password, ct);
        audit.Record(new(AuditEvents.CredentialChanged) { ObjectType = nameof(StaffMember), ObjectId = person.Id });
    }

    private async Task<Branch> BankAsync(CancellationToken ct)
    {
        if (await db.Branches.SingleOrDefaultAsync(b => b.Kind == BranchKind.Bank, ct) is { } bank)
        {
            return bank;
        }

        bank = Branch.Open(Guid.CreateVersion7(), "HQ", "Head office", BranchKind.Bank, parent: null, city: "");
        db.Add(bank);
        return bank;
    }
}
