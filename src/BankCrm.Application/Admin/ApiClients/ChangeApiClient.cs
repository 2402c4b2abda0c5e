using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>Gives it other rights: one that may call has them when a second administrator agrees, another one at once.</summary>
/// <param name="ProposalId">Carried by the form, so that a double click proposes once.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record ChangeApiClient(
    Guid ProposalId, Guid ClientId, uint Version, string Name, IReadOnlyList<string>? Scopes, bool AllBranches, IReadOnlyList<Guid>? BranchIds, string Addresses,
    int RatePerMinute, DateOnly? ValidUntil) : IApiClientInput;

internal sealed class ChangeApiClientValidator : AbstractValidator<ChangeApiClient>
{
    public ChangeApiClientValidator()
    {
        Include(new ApiClientInputValidator());
        RuleFor(c => c.ProposalId).NotEmpty();
    }
}

internal sealed class ChangeApiClientHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<ChangeApiClient>
{
    public async Task HandleAsync(ChangeApiClient command, CancellationToken ct)
    {
        var client = await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct);
        var rights = await ApiClientInput.RightsOfAsync(db, command, ct);
        if (client.DisabledAt is null)
        {
            db.Propose(ApiClientProposal.Rights(command.ProposalId, client, command.Name.Trim(), rights, user.Person, clock.GetUtcNow()), audit);
            return;
        }

        await db.DropWhatWaitsAsync(client.Id, user, audit, clock, ct);
        client.Change(command.Name.Trim(), rights);
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

internal sealed class DisableApiClientHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<DisableApiClient>
{
    public async Task HandleAsync(DisableApiClient command, CancellationToken ct)
    {
        (await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct)).Disable(clock.GetUtcNow());
        await db.DropWhatWaitsAsync(command.ClientId, user, audit, clock, ct);
    }
}

/// <summary>Proposes that it may call, as it stands.</summary>
/// <param name="ProposalId">Carried by the form, so that a double click proposes once.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record EnableApiClient(Guid ProposalId, Guid ClientId, uint Version);

internal sealed class EnableApiClientValidator : AbstractValidator<EnableApiClient>
{
    public EnableApiClientValidator() => RuleFor(c => c.ProposalId).NotEmpty();
}

internal sealed class EnableApiClientHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EnableApiClient>
{
    public async Task HandleAsync(EnableApiClient command, CancellationToken ct)
    {
        var client = await db.ForChangeAsync<ApiClient>(command.ClientId, command.Version, ct);
        db.Propose(ApiClientProposal.Enable(command.ProposalId, client, user.Person, clock.GetUtcNow()), audit);
    }
}
