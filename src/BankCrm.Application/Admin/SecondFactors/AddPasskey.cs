using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>What the browser needs to make a passkey for whoever is at it: anew each time it is asked for.</summary>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record GetNewPasskey;

internal sealed class GetNewPasskeyHandler(IPasskeys passkeys, CurrentUser user) : IQueryHandler<GetNewPasskey, PasskeyChallenge>
{
    public Task<PasskeyChallenge> HandleAsync(GetNewPasskey query, CancellationToken ct) => passkeys.NewAsync(user.Person, ct);
}

/// <summary>Keeps a passkey that the browser has made: from now on the password alone does not open the door.</summary>
/// <param name="Id">Carried by the form, so that a double click adds one.</param>
/// <param name="Name">By which its owner knows it.</param>
/// <param name="Handle">Of the challenge.</param>
/// <param name="Answer">Of the browser, as JSON.</param>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record AddPasskey(Guid Id, string Name, string? Handle, string? Answer)
{
    public override string ToString() => nameof(AddPasskey);
}

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Name).NotEmpty().IsClean(Passkey.NameMaxLength);
    }
}

internal sealed class AddPasskeyHandler(
    IPasskeys passkeys, ISecondFactors factors, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<AddPasskey>
{
    public async Task HandleAsync(AddPasskey command, CancellationToken ct)
    {
        var has = await factors.HoldAsync(user.Person, ct);
        if (await passkeys.ReadNewAsync(user.Person, new(command.Handle, command.Answer), ct) is not { } credential)
        {
            throw new RefusedException("The passkey was not taken: it came too late, was made at another address or without asking who is there, or is known already. Try once more.");
        }

        db.Add(Passkey.Add(command.Id, user.Person, command.Name.Trim(), credential, has.Passkeys, clock.GetUtcNow()));
        await change.MadeAsync(db, user, audit, user.Person, "passkey added", ct);
    }
}
