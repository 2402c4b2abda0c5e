using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Proposals;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

[Allow(AdminPermissions.ReadApiClients)]
public sealed record ListApiClients;

/// <param name="UsedAt">Null: never yet.</param>
/// <param name="Waiting">What waits for a second administrator. Null: nothing does.</param>
public sealed record ApiClientRow(
    Guid Id, string Name, string Source, IReadOnlyList<string> Scopes, bool AllBranches, int Branches, DateOnly? ValidUntil, DateTimeOffset? DisabledAt,
    DateTimeOffset? SecretUntil, DateTimeOffset? UsedAt, ApiClientStep? Waiting);

internal sealed class ListApiClientsHandler(CrmDb db) : IQueryHandler<ListApiClients, IReadOnlyList<ApiClientRow>>
{
    public async Task<IReadOnlyList<ApiClientRow>> HandleAsync(ListApiClients query, CancellationToken ct)
    {
        var clients = await db.ApiClients.AsSplitQuery().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(ct);
        var uses = await db.ApiClientUses.ToDictionaryAsync(u => u.ClientId, u => u.UsedAt, ct);
        var waiting = await db.ApiClientProposals.Where(p => p.State == ProposalState.Proposed).ToDictionaryAsync(p => p.ClientId, p => (ApiClientStep?)p.Step, ct);
        return
        [
            .. clients.Select(c => new ApiClientRow(
                c.Id, c.Name, c.Source, c.Scopes, c.AllBranches, c.Branches.Count, c.ValidUntil, c.DisabledAt,
                c.Secrets.Max(s => (DateTimeOffset?)s.ExpiresAt), uses.GetValueOrDefault(c.Id), waiting.GetValueOrDefault(c.Id))),
        ];
    }
}
