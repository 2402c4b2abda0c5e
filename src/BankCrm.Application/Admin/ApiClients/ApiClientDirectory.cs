using System.Collections.Concurrent;
using System.Security.Cryptography;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>An API client as it calls.</summary>
/// <param name="SecretId">By which it asked for its token: a token ends with its secret.</param>
public sealed record ApiAccess(CurrentUser User, Guid SecretId, IReadOnlyList<string> Scopes, IReadOnlyList<string> Addresses, int RatePerMinute);

/// <summary>
/// Which other systems may call. What it knows of a client is at most two seconds old, so one that is disabled, or whose secret is
/// withdrawn, is out on its next call but few, on every instance.
/// </summary>
public sealed class ApiClientDirectory(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private const int Most = 1000;
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, ApiClient? Client)> known = new();

    /// <summary>Null: there is no such client, the secret is not its own or over, or it may not call any more. Nobody learns which.</summary>
    public async Task<ApiAccess?> EnterAsync(Guid clientId, string secret, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = ApiSecret.HashOf(secret);
        var client = await LoadAsync(clientId, caller: null, now, ct);
        var own = client?.Secrets.FirstOrDefault(s => CryptographicOperations.FixedTimeEquals(s.Hash, hash));
        return own is null ? null : AccessOf(client!, own.Id, now);
    }

    /// <summary>Null: it may not call any more, or not with what it asked for the token by.</summary>
    public async ValueTask<ApiAccess?> FindAsync(Guid clientId, Guid secretId, string? ip, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!known.TryGetValue(clientId, out var entry) || now - entry.At >= Freshness)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[clientId] = entry = (now, await LoadAsync(clientId, ip ?? "", now, ct));
        }

        return entry.Client is { } client ? AccessOf(client, secretId, now) : null;
    }

    /// <summary>Forgets what is known here: rights were changed.</summary>
    public void Refresh() => known.Clear();

    /// <param name="caller">Where it calls from. Null: it only asks for a token.</param>
    private async Task<ApiClient?> LoadAsync(Guid clientId, string? caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("API clients"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        var client = await db.ApiClients.AsSplitQuery().SingleOrDefaultAsync(c => c.Id == clientId, ct);
        if (client is not null && caller is not null && await db.ApiClientUses.AsTracking().SingleOrDefaultAsync(u => u.ClientId == clientId, ct) is { } use
            && !(now - use.UsedAt < SeenEvery))
        {
            use.Used(caller, now);
            await db.SaveChangesAsync(ct);
        }

        return client;
    }

    private static ApiAccess? AccessOf(ApiClient client, Guid secretId, DateTimeOffset now) =>
        client.DisabledAt is not null || client.ValidUntil < Branch.DayAt(now) || !client.Secrets.Any(s => s.Id == secretId && s.ExpiresAt > now)
            ? null
            : new(UserOf(client), secretId, client.Scopes, client.Addresses, client.RatePerMinute);

    private static CurrentUser UserOf(ApiClient client) =>
        new(StaffId: null, client.Name, client.AllBranches, client.Branches, ApiScope.PermissionsOf(client.Scopes))
        {
            Roles = "API client",
            ApiClientId = client.Id,
            Source = client.Source,
        };
}
