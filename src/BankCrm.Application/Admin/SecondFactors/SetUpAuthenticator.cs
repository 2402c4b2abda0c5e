using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>Makes a key for one's authenticator app. It is in use only once the app has shown a code of it.</summary>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record BeginAuthenticator;

internal sealed class BeginAuthenticatorValidator : AbstractValidator<BeginAuthenticator>;

internal sealed class BeginAuthenticatorHandler(ISecondFactors factors, CurrentUser user) : ICommandHandler<BeginAuthenticator>
{
    public async Task HandleAsync(BeginAuthenticator command, CancellationToken ct)
    {
        Refuse.If((await factors.OfAsync(user.Person, ct)).HasAuthenticator, "You use an authenticator app already. Remove it first.");
        await factors.BeginAsync(user.Person, ct);
    }
}

/// <summary>The key that waits for its first code.</summary>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record GetNewAuthenticator;

/// <param name="Key">Base32. Null: none waits.</param>
/// <param name="Address">What the picture holds.</param>
public sealed record NewAuthenticator(string? Key, string? Address)
{
    public override string ToString() => nameof(NewAuthenticator);
}

internal sealed class GetNewAuthenticatorHandler(ISecondFactors factors, CrmDb db, CurrentUser user) : IQueryHandler<GetNewAuthenticator, NewAuthenticator>
{
    public async Task<NewAuthenticator> HandleAsync(GetNewAuthenticator query, CancellationToken ct)
    {
        if (await factors.PendingAsync(user.Person, ct) is not { } key)
        {
            return new(null, null);
        }

        var userName = await db.Staff.Where(s => s.Id == user.Person).Select(s => s.UserName).SingleAsync(ct);
        return new(key, TimeCode.Address("BankCrm", userName, key));
    }
}

/// <summary>The app shows codes of the key: from now on the password alone does not open the door.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="RecoveryCodes">Generated, and shown once.</param>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record ConfirmAuthenticator(string Code, IReadOnlyList<string> RecoveryCodes)
{
    public override string ToString() => nameof(ConfirmAuthenticator);
}

internal sealed class ConfirmAuthenticatorValidator : AbstractValidator<ConfirmAuthenticator>
{
    public ConfirmAuthenticatorValidator()
    {
        RuleFor(c => c.Code).NotEmpty().MaximumLength(RecoveryCode.Length);
        RuleFor(c => c.RecoveryCodes).Must(codes => codes is { Count: RecoveryCode.Count });
    }
}

internal sealed class ConfirmAuthenticatorHandler(ISecondFactors factors, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<ConfirmAuthenticator>
{
    public async Task HandleAsync(ConfirmAuthenticator command, CancellationToken ct)
    {
        Refuse.If(
            !await factors.ConfirmAsync(user.Person, command.Code, command.RecoveryCodes, ct),
            "This is not the code that the app shows now. Wait for the next one, and see that the phone’s clock is right.");
        await change.MadeAsync(db, user, audit, user.Person, "authenticator added", ct);
    }
}
