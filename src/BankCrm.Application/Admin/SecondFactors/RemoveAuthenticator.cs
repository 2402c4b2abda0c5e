using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>Gives up one's authenticator app, and the recovery codes with it.</summary>
/// <param name="Code">Of the app, or a recovery code.</param>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record RemoveAuthenticator(string Code)
{
    public override string ToString() => nameof(RemoveAuthenticator);
}

internal sealed class RemoveAuthenticatorValidator : AbstractValidator<RemoveAuthenticator>
{
    public RemoveAuthenticatorValidator() => RuleFor(c => c.Code).NotEmpty().MaximumLength(RecoveryCode.Length);
}

internal sealed class RemoveAuthenticatorHandler(ISecondFactors factors, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<RemoveAuthenticator>
{
    public async Task HandleAsync(RemoveAuthenticator command, CancellationToken ct)
    {
        Refuse.If(!(await factors.OfAsync(user.Person, ct)).HasAuthenticator, "You use no authenticator app.");
        Refuse.If(await factors.ProveAsync(user.Person, command.Code, ct) is null, "This code is not right, or it was used before. Take the next one that the app shows.");
        await factors.RemoveAuthenticatorAsync(user.Person, ct);
        await change.MadeAsync(db, user, audit, user.Person, "authenticator removed", ct);
    }
}
