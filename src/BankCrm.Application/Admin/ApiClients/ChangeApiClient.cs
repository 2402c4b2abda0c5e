using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.ApiClients;

[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record ChangeApiClient(
    Guid ClientId, uint Version, string Name, IReadOnlyList<string>? Scopes, bool AllBranches, IReadOnlyList<Guid>? BranchIds, string Addresses,
    int RatePerMinute, DateOnly? ValidUntil) : IApiClientInput;

internal sealed class ChangeApiClientValidator : AbstractValidator<ChangeApiClient>
{
    public ChangeApiClientValidator() => Include(new ApiClientInputValidator());
}

internal sealed class ChangeApiClientHandler(CrmDb db) : ICommandHandler<ChangeApiClient>
{
    public async Task HandleAsync(ChangeApiClient command, CancellationToken ct)
    {
        var client = await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct);
        client.Change(command.Name.Trim(), await ApiClientInput.RightsOfAsync(db, command, ct));
    }
}

/// <summary>Keeps it out from now on.</summary>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record DisableApiClient(Guid ClientId, uint Version);

internal sealed class DisableApiClientValidator : AbstractValidator<DisableApiClient>
{
    public DisableApiClientValidator() => RuleFor(c => c.ClientId).NotEmpty();
}

internal sealed class DisableApiClientHandler(CrmDb db, TimeProvider clock) : ICommandHandler<DisableApiClient>
{
    public async Task HandleAsync(DisableApiClient command, CancellationToken ct) =>
        (await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct)).Disable(clock.GetUtcNow());
}

[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record EnableApiClient(Guid ClientId, uint Version);

internal sealed class EnableApiClientValidator : AbstractValidator<EnableApiClient>
{
    public EnableApiClientValidator() => RuleFor(c => c.ClientId).NotEmpty();
}

internal sealed class EnableApiClientHandler(CrmDb db) : ICommandHandler<EnableApiClient>
{
    public async Task HandleAsync(EnableApiClient command, CancellationToken ct) =>
        (await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct)).Enable();
}
