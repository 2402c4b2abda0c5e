using BankCrm.Application.Admin.AuditLog;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

[Allow(AdminPermissions.ReadApiClients)]
public sealed record GetApiClient(Guid Id);

public sealed record SecretRow(Guid Id, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, bool IsOver);

/// <param name="Actor">Null: the system itself.</param>
public sealed record ApiClientEvent(Guid Id, DateTimeOffset At, string Event, string? Actor);

/// <param name="History">Who changed what, the latest first, as far as the reader may read the audit trail.</param>
public sealed record ApiClientDetails(
    Guid Id, uint Version, string Name, string Source, IReadOnlyList<string> Scopes, bool AllBranches, IReadOnlyList<Choice> Branches,
    IReadOnlyList<string> Addresses, int RatePerMinute, DateOnly? ValidUntil, DateTimeOffset? DisabledAt, DateTimeOffset? UsedAt, string? UsedFrom,
    IReadOnlyList<SecretRow> Secrets, IReadOnlyList<ApiClientEvent> History);

internal sealed class GetApiClientHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetApiClient, ApiClientDetails>
{
    private const int Shown = 20;

    public async Task<ApiClientDetails> HandleAsync(GetApiClient query, CancellationToken ct)
    {
        var client = await db.ApiClients.AsSplitQuery().SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var use = await db.ApiClientUses.SingleOrDefaultAsync(u => u.ClientId == client.Id, ct);
        var branches = await db.Branches.Where(b => client.Branches.Contains(b.Id)).OrderBy(b => b.Code)
            .Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
        var history = await db.AuditEntries.ReadableBy(user)
            .Where(e => e.Event == AuditEvents.RightsChanged && e.ObjectId == client.Id).OrderByDescending(e => e.Id).Take(Shown)
            .Select(e => new ApiClientEvent(e.Id, e.At, e.Event, e.ActorName)).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new(
            client.Id, client.Version, client.Name, client.Source, client.Scopes, client.AllBranches, branches, client.Addresses, client.RatePerMinute,
            client.ValidUntil, client.DisabledAt, use?.UsedAt, use?.Ip,
            [.. client.Secrets.OrderBy(s => s.MadeAt).Select(s => new SecretRow(s.Id, s.MadeAt, s.ExpiresAt, s.ExpiresAt <= now))], history);
    }
}
