using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>The second administrator agrees, and what was proposed holds.</summary>
/// <param name="Version">The proposal's.</param>
/// <param name="ClientVersion">The API client's, as it stood beside the proposal: what was changed since is looked at again.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record AgreeToApiClient(Guid Id, uint Version, uint ClientVersion);

/// <summary>It does not come to it: the second administrator does not agree, or the first one withdraws it.</summary>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record DropApiClientProposal(Guid Id, uint Version);

internal sealed class AgreeToApiClientValidator : AbstractValidator<AgreeToApiClient>
{
    public AgreeToApiClientValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class DropApiClientProposalValidator : AbstractValidator<DropApiClientProposal>
{
    public DropApiClientProposalValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class AgreeToApiClientHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<AgreeToApiClient>
{
    public async Task HandleAsync(AgreeToApiClient command, CancellationToken ct)
    {
        var proposal = await db.ForChangeAsync<ApiClientProposal>(command.Id, command.Version, ct);
        proposal.DoTo(await db.ForChangeAsync<ApiClient>(proposal.ClientId, command.ClientVersion, ct), user.Person, clock.GetUtcNow());
        audit.RecordDecided(proposal);
    }
}

internal sealed class DropApiClientProposalHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<DropApiClientProposal>
{
    public async Task HandleAsync(DropApiClientProposal command, CancellationToken ct)
    {
        var proposal = await db.ForChangeAsync<ApiClientProposal>(command.Id, command.Version, ct);
        proposal.Drop(user.Person, clock.GetUtcNow());
        audit.RecordDecided(proposal);
    }
}

internal static class ApiClientProposals
{
    extension(IAuditTrail audit)
    {
        public void RecordDecided(ApiClientProposal proposal) => audit.Record(proposal, AuditEvents.Decided, $"API client: {proposal.Step}: {proposal.State}");

        private void Record(ApiClientProposal proposal, string happened, string reason) =>
            audit.Record(new(happened) { ObjectType = nameof(ApiClient), ObjectId = proposal.ClientId, ReasonCode = reason });
    }

    extension(CrmDb db)
    {
        /// <summary>It waits for a second administrator from now on, and that is on record.</summary>
        public void Propose(ApiClientProposal proposal, IAuditTrail audit)
        {
            db.Add(proposal);
            audit.Record(proposal, AuditEvents.Proposed, $"API client: {proposal.Step}");
        }

        /// <summary>What was proposed is of no use any more: the API client is not what it was.</summary>
        public async Task DropWhatWaitsAsync(Guid clientId, CurrentUser user, IAuditTrail audit, TimeProvider clock, CancellationToken ct)
        {
            if (await db.ApiClientProposals.AsTracking().SingleOrDefaultAsync(p => p.ClientId == clientId && p.State == ProposalState.Proposed, ct) is { } waiting)
            {
                waiting.Drop(user.Person, clock.GetUtcNow());
                audit.RecordDecided(waiting);
            }
        }
    }
}
