using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.ApiClients;

/// <param name="OverlapHours">How long the secret before goes on.</param>
/// <param name="Secret">Generated, handed over once.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record RotateSecret(Guid ClientId, uint Version, int OverlapHours, string Secret)
{
    public override string ToString() => nameof(RotateSecret);
}

internal sealed class RotateSecretValidator : AbstractValidator<RotateSecret>
{
    private const int LongestOverlap = 7 * 24;

    public RotateSecretValidator()
    {
        RuleFor(c => c.OverlapHours).InclusiveBetween(0, LongestOverlap);
        RuleFor(c => c.Secret).NotEmpty();
    }
}

internal sealed class RotateSecretHandler(CrmDb db, TimeProvider clock) : ICommandHandler<RotateSecret>
{
    public async Task HandleAsync(RotateSecret command, CancellationToken ct) =>
        (await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct)).Rotate(
            Guid.CreateVersion7(), ApiSecret.HashOf(command.Secret), TimeSpan.FromHours(command.OverlapHours), clock.GetUtcNow());
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
