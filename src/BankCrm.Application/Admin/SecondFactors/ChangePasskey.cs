using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>One's own passkey, for the forms that rename and remove it.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetMyPasskey(Guid Id);

/// <param name="Challenge">What the browser needs to show with a passkey that it is them who removes it. Null: they have none.</param>
/// <param name="MayTypeCode">They have an app or recovery codes.</param>
public sealed record MyPasskey(PasskeyRow Row, PasskeyChallenge? Challenge, bool MayTypeCode);

internal sealed class GetMyPasskeyHandler(IPasskeys passkeys, ISecondFactors factors, CrmDb db, CurrentUser user) : IQueryHandler<GetMyPasskey, MyPasskey>
{
    public async Task<MyPasskey> HandleAsync(GetMyPasskey query, CancellationToken ct)
    {
        var row = await db.Passkeys.Where(p => p.Id == query.Id && p.StaffId == user.Person)
            .Select(p => new PasskeyRow(p.Id, p.Version, p.Name, p.IsSynced, p.AddedAt, p.LastUsedAt)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var has = await factors.OfAsync(user.Person, ct);
        return new(row, await passkeys.AskAsync(user.Person, PasskeyOccasion.Removing(row.Id), ct), has.HasAuthenticator || has.RecoveryCodes > 0);
    }
}

/// <summary>Gives one's own passkey another name.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record RenamePasskey(Guid Id, uint Version, string Name);

/// <summary>Gives up one's own passkey. As with an app, it takes more than the password: a passkey, this one or another, or a code.</summary>
/// <param name="Code">Of the app, or a recovery code; where no passkey is at hand.</param>
/// <param name="Handle">Of the challenge.</param>
/// <param name="Answer">Of the browser, as JSON.</param>
[Allow(AllowAttribute.Everyone)]
[StepUp(StepUpPurpose.SignIn)]
public sealed record RemovePasskey(Guid Id, string? Code, string? Handle, string? Answer)
{
    public override string ToString() => $"{nameof(RemovePasskey)} {Id}";
}

internal sealed class RenamePasskeyValidator : AbstractValidator<RenamePasskey>
{
    public RenamePasskeyValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Name).NotEmpty().IsClean(Passkey.NameMaxLength);
    }
}

internal sealed class RemovePasskeyValidator : AbstractValidator<RemovePasskey>
{
    public RemovePasskeyValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Code).MaximumLength(RecoveryCode.Length);
    }
}

internal sealed class RenamePasskeyHandler(CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<RenamePasskey>
{
    public async Task HandleAsync(RenamePasskey command, CancellationToken ct)
    {
        var passkey = await db.ForChangeAsync<Passkey>(command.Id, command.Version, ct);
        if (passkey.StaffId != user.Person)
        {
            throw new NotFoundException();
        }

        passkey.Rename(command.Name.Trim());
        audit.Record(new(AuditEvents.FactorChanged) { ObjectType = nameof(StaffMember), ObjectId = user.Person, ReasonCode = "passkey renamed" });
    }
}

internal sealed class RemovePasskeyHandler(
    ISecondFactors factors, SecondFactorPolicy policy, FactorChange change, CrmDb db, CurrentUser user, IAuditTrail audit) : ICommandHandler<RemovePasskey>
{
    public async Task HandleAsync(RemovePasskey command, CancellationToken ct)
    {
        var has = await factors.HoldAsync(user.Person, ct);
        if (!await db.Passkeys.AnyAsync(p => p.Id == command.Id && p.StaffId == user.Person, ct))
        {
            throw new NotFoundException();
        }

        Refuse.If(
            policy.IsMissing(user.Permissions, has with { Passkeys = has.Passkeys - 1 }),
            "The bank asks you for what you would lose with this passkey. Add another one first.");

        var answer = new PasskeyAnswer(command.Handle, command.Answer);
        var isThem = answer.IsEmpty
            ? await factors.ProveAsync(user.Person, command.Code ?? "", ct) is not null
            : await factors.ProveAsync(user.Person, PasskeyOccasion.Removing(command.Id), answer, ct);
        Refuse.If(!isThem, "That did not show that it is you: the passkey did not fit, or the code is not right or was used before. Try once more.");
        await factors.RemoveAsync(await db.ForChangeAsync<Passkey>(command.Id, ct), ct); // only now: it may have signed just before, which changed it
        await change.MadeAsync(db, user, audit, user.Person, "passkey removed", ct);
    }
}
