using BankCrm.Application.Admin.AuditLog;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

[Allow(AdminPermissions.ReadApiClients)]
public sealed record GetApiClient(Guid Id);

public sealed record SecretRow(Guid Id, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, bool IsOver);

/// <summary>What waits for a second administrator.</summary>
/// <param name="By">Null: a colleague of whom no name is known any more.</param>
/// <param name="Rights">What it is called and what it may then. Null: the proposal says nothing of that.</param>
public sealed record ApiClientWaiting(
    Guid Id, uint Version, ApiClientStep Step, string? By, DateTimeOffset At, bool IsOwn, bool IsOver, int OverlapHours, string Name, ApiClientRights? Rights,
    IReadOnlyList<Choice> Branches);

/// <param name="Actor">Null: the system itself.</param>
public sealed record ApiClientEvent(Guid Id, DateTimeOffset At, string Event, string? Actor);

/// <param name="Waiting">Null: nothing waits.</param>
/// <param name="History">Who changed what, the latest first, as far as the reader may read the audit trail.</param>
public sealed record ApiClientDetails(
    Guid Id, uint Version, string Name, string Source, IReadOnlyList<string> Scopes, bool AllBranches, IReadOnlyList<Choice> Branches,
    IReadOnlyList<string> Addresses, int RatePerMinute, DateOnly? ValidUntil, DateTimeOffset? DisabledAt, DateTimeOffset? UsedAt, string? UsedFrom,
    IReadOnlyList<SecretRow> Secrets, ApiClientWaiting? Waiting, IReadOnlyList<ApiClientEvent> History);

internal sealed class GetApiClientHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetApiClient, ApiClientDetails>
{
    private const int Shown = 20;

    public async Task<ApiClientDetails> HandleAsync(GetApiClient query, CancellationToken ct)
    {
        var client = await db.ApiClients.AsSplitQuery().SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var use = await db.ApiClientUses.SingleOrDefaultAsync(u => u.ClientId == client.Id, ct);
        var branches = await BranchesAsync(client.Branches, ct);
        var history = await db.AuditEntries.ReadableBy(user)
            .Where(e => e.Event == AuditEvents.RightsChanged && e.ObjectId == client.Id).OrderByDescending(e => e.Id).Take(Shown)
            .Select(e => new ApiClientEvent(e.Id, e.At, e.Event, e.ActorName)).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new(
            client.Id, client.Version, client.Name, client.Source, client.Scopes, client.AllBranches, branches, client.Addresses, client.RatePerMinute,
            client.ValidUntil, client.DisabledAt, use?.UsedAt, use?.Ip,
            [.. client.Secrets.OrderBy(s => s.MadeAt).Select(s => new SecretRow(s.Id, s.MadeAt, s.ExpiresAt, s.ExpiresAt <= now))], await WaitingAsync(client.Id, now, ct), history);
    }

    private async Task<ApiClientWaiting?> WaitingAsync(Guid clientId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.ApiClientProposals.SingleOrDefaultAsync(p => p.ClientId == clientId && p.State == ProposalState.Proposed, ct) is not { } waiting)
        {
            return null;
        }

        var by = await db.Staff.Where(s => s.Id == waiting.ProposedBy).Select(s => s.Name).SingleOrDefaultAsync(ct);
        var rights = waiting.Step is ApiClientStep.Rights
            ? new ApiClientRights(waiting.Scopes, waiting.AllBranches, waiting.Branches, waiting.Addresses, waiting.RatePerMinute, waiting.ValidUntil)
            : null;
        return new(
            waiting.Id, waiting.Version, waiting.Step, by, waiting.ProposedAt, waiting.ProposedBy == user.StaffId, waiting.IsOver(now), waiting.OverlapHours, waiting.Name, rights,
            await BranchesAsync(waiting.Branches, ct));
    }

    private async Task<IReadOnlyList<Choice>> BranchesAsync(IReadOnlyList<Guid> ids, CancellationToken ct) => ids.Count == 0
        ? []
        : await db.Branches.Where(b => ids.Contains(b.Id)).OrderBy(b => b.Code).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
}
