using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>New recovery codes: the ones before are good for nothing then.</summary>
/// <param name="RecoveryCodes">Generated, and shown once.</param>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record RenewRecoveryCodes(IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => nameof(RenewRecoveryCodes);
}

internal sealed class RenewRecoveryCodesValidator : AbstractValidator<RenewRecoveryCodes>
{
    public RenewRecoveryCodesValidator() => RuleFor(c => c.RecoveryCodes).Must(codes => codes is { Count: RecoveryCode.Count });
}

internal sealed class RenewRecoveryCodesHandler(ISecondFactors factors, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<RenewRecoveryCodes>
{
    public async Task HandleAsync(RenewRecoveryCodes command, CancellationToken ct)
    {
        Refuse.If(!(await factors.OfAsync(user.Person, ct)).IsOn, "There is nothing to recover: your password alone opens the door.");
        await factors.RenewCodesAsync(user.Person, command.RecoveryCodes, ct);
        await change.MadeAsync(db, user, audit, user.Person, "recovery codes renewed", ct);
    }
}
