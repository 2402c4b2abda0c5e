using BankCrm.Application.Integration;
using BankCrm.Domain.Integration;
using BankCrm.Domain.Platform.Encryption;
using Npgsql;

namespace BankCrm.Infrastructure.Integration;

/// <summary>Claims by one conditional statement that commits at once: of two requests at the same moment one is told that the other is at work.</summary>
internal sealed class RequestKeys(NpgsqlDataSource database, IBlindIndex index, TimeProvider clock) : IRequestKeys
{
    private const string DigestColumn = "api_requests.body_digest";

    /// <summary>Longer than any request takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<RequestClaim> ClaimAsync(KeyedRequest request, CancellationToken ct)
    {
        while (true)
        {
            var attempt = Guid.CreateVersion7();
            if (await TakeAsync(request, attempt, ct))
            {
                return new RequestClaim.IsNew(attempt);
            }

            if (await FindAsync(request, ct) is { } claim)
            {
                return claim;
            }
        }
    }

    public async Task ReleaseAsync(Guid clientId, string key, Guid attempt, CancellationToken ct)
    {
        await using var command = Command(
            "delete from api_requests where client_id = $1 and key = $2 and attempt = $3 and status is null", clientId, key, attempt);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<int> ForgetOldAsync(CancellationToken ct)
    {
        await using var command = Command("delete from api_requests where started_at < $1", clock.GetUtcNow() - ApiRequest.KeptFor);
        return await command.ExecuteNonQueryAsync(ct);
    }

    // Also from an attempt that died, and under a key that is kept no longer.
    private async Task<bool> TakeAsync(KeyedRequest request, Guid attempt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(
            """
            insert into api_requests as r (client_id, key, route, body_digest, scope, started_at, leased_until, attempt)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (client_id, key) do update set route = excluded.route, body_digest = excluded.body_digest, scope = excluded.scope,
              started_at = excluded.started_at, leased_until = excluded.leased_until, attempt = excluded.attempt, status = null, answer = null
            where (r.status is null and r.leased_until <= $6) or r.started_at < $9
            """,
            request.ClientId, request.Key, request.Route, Keyed(request), request.Scope, now, now + Lease, attempt, now - ApiRequest.KeptFor);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    // Null: it was released in between.
    private async Task<RequestClaim?> FindAsync(KeyedRequest request, CancellationToken ct)
    {
        await using var command = Command(
            "select route, body_digest, scope, status, answer from api_requests where client_id = $1 and key = $2", request.ClientId, request.Key);
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null
            : row.GetString(0) != request.Route || !Says(row.GetFieldValue<byte[]>(1), request) ? new RequestClaim.IsAnother()
            : row.IsDBNull(3) ? new RequestClaim.IsAtWork()
            : row.GetString(2) != request.Scope ? new RequestClaim.ReachedOthers()
            : new RequestClaim.WasAnswered(row.GetInt32(3), row.GetFieldValue<byte[]>(4));
    }

    // From a plain hash of a short body the numbers in it could be found by trying.
    private byte[] Keyed(KeyedRequest request) => index.Of(DigestColumn, Convert.ToHexString(request.BodyDigest));

    // Plain hashes are still among those of the day before an upgrade: who sends again then is answered as before.
    private bool Says(ReadOnlySpan<byte> stored, KeyedRequest request) => stored.SequenceEqual(Keyed(request)) || stored.SequenceEqual(request.BodyDigest);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
