using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>A further secret: of one that may call it is good when a second administrator agrees, of another one at once.</summary>
/// <param name="ProposalId">Carried by the form, so that a double click proposes once.</param>
/// <param name="OverlapHours">How long the secret before goes on.</param>
/// <param name="Secret">Generated, handed over once.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record RotateSecret(Guid ProposalId, Guid ClientId, uint Version, int OverlapHours, string Secret)
{
    public override string ToString() => nameof(RotateSecret);
}

internal sealed class RotateSecretValidator : AbstractValidator<RotateSecret>
{
    private const int LongestOverlap = 7 * 24;

    public RotateSecretValidator()
    {
        RuleFor(c => c.ProposalId).NotEmpty();
        RuleFor(c => c.OverlapHours).InclusiveBetween(0, LongestOverlap);
        RuleFor(c => c.Secret).NotEmpty();
    }
}

internal sealed class RotateSecretHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<RotateSecret>
{
    public async Task HandleAsync(RotateSecret command, CancellationToken ct)
    {
        var client = await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct);
        var (hash, now) = (ApiSecret.HashOf(command.Secret), clock.GetUtcNow());
        if (client.DisabledAt is null)
        {
            db.Propose(ApiClientProposal.Secret(command.ProposalId, client, hash, command.OverlapHours, user.Person, now), audit);
            return;
        }

        await db.DropWhatWaitsAsync(client.Id, user, audit, clock, ct);
        client.Rotate(Guid.CreateVersion7(), hash, TimeSpan.FromHours(command.OverlapHours), now);
    }
}

/// <summary>Ends a secret at once, and the tokens that were given for it.</summary>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record WithdrawSecret(Guid ClientId, uint Version, Guid SecretId);

internal sealed class WithdrawSecretValidator : AbstractValidator<WithdrawSecret>
{
    public WithdrawSecretValidator() => RuleFor(c => c.SecretId).NotEmpty();
}

internal sealed class WithdrawSecretHandler(CrmDb db) : ICommandHandler<WithdrawSecret>
{
    public async Task HandleAsync(WithdrawSecret command, CancellationToken ct) =>
        (await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct)).Withdraw(command.SecretId);
}
