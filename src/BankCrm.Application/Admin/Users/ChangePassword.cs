using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Chooses one's own password. Whoever else is signed in with the old one is so no longer.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ChangePassword(string Old, string New, string Again)
{
    public override string ToString() => nameof(ChangePassword);
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(c => c.Old).NotEmpty();
        RuleFor(c => c.New).NotEmpty();
        RuleFor(c => c.Again).NotEmpty();
        RuleFor(c => c.Again).Must((command, again) => again == command.New).WithMessage("The two new passwords differ.")
            .When(c => !string.IsNullOrEmpty(c.Again));
    }
}

internal sealed class ChangePasswordHandler(CrmDb db, CurrentUser user, IPasswords passwords, IAuditTrail audit) : ICommandHandler<ChangePassword>
{
    public async Task HandleAsync(ChangePassword command, CancellationToken ct)
    {
        var person = await db.ForChangeAsync<StaffMember>(user.Person, ct);
        Refuse.If(!await passwords.IsOfAsync(person.Id, command.Old, ct), "The old password is not right.");
        Refuse.If(await passwords.CheckChoiceAsync(person, command.New, ct));

        await passwords.SetAsync(person, command.New, ct);
        person.ChosePassword();
        db.RemoveRange(await db.Sessions.AsTracking().Where(s => s.StaffId == person.Id && s.Id != user.SessionId).ToListAsync(ct));
        audit.Record(new(AuditEvents.CredentialChanged) { ObjectType = nameof(StaffMember), ObjectId = person.Id });
    }
}
