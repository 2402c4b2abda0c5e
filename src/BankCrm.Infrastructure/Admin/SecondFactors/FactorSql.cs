using Npgsql;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>
/// What may happen only once, by single statements that commit at once: of two that use one code at the same moment one succeeds, and what a request used up stays so though
/// the request is undone.
/// </summary>
internal sealed class FactorSql(NpgsqlDataSource database, TimeProvider clock)
{
    public const int Tries = 5;

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task AskAsync(byte[] secretHash, Guid staffId, CancellationToken ct)
    {
        await RunAsync("delete from sign_in_questions where asked_at <= $1", ct, clock.GetUtcNow() - Patience);
        await RunAsync("insert into sign_in_questions (secret_hash, staff_id, asked_at, tries) values ($1, $2, $3, 0)", ct, secretHash, staffId, clock.GetUtcNow());
    }

    /// <summary>Takes one of the tries. Null: there are none left, or it is too late.</summary>
    public async Task<Guid?> TryAsync(byte[] secretHash, CancellationToken ct)
    {
        await using var command = Command(
            "update sign_in_questions set tries = tries + 1 where secret_hash = $1 and tries < $2 and asked_at > $3 returning staff_id",
            secretHash, Tries, clock.GetUtcNow() - Patience);
        return (Guid?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>It was answered. False: somebody else was quicker.</summary>
    public async Task<bool> CloseAsync(byte[] secretHash, CancellationToken ct) =>
        await RunAsync("delete from sign_in_questions where secret_hash = $1", ct, secretHash) > 0;

    /// <summary>The code of this half minute is used up. False: it or a later one was before.</summary>
    public async Task<bool> UseStepAsync(Guid staffId, long step, CancellationToken ct) =>
        await RunAsync("update sign_ins set authenticator_step = $2 where id = $1 and authenticator_step < $2 and authenticator_seed is not null", ct, staffId, step) > 0;

    /// <summary>The recovery code is used up. False: there is no such one, or no longer.</summary>
    public async Task<bool> UseRecoveryCodeAsync(Guid staffId, string hash, CancellationToken ct) =>
        await RunAsync("update sign_ins set recovery_codes = array_remove(recovery_codes, $2) where id = $1 and $2 = any(recovery_codes)", ct, staffId, hash) > 0;

    public async Task KeepChallengeAsync(byte[] key, string state, CancellationToken ct)
    {
        await RunAsync("delete from passkey_questions where asked_at <= $1", ct, clock.GetUtcNow() - Patience);
        await RunAsync("insert into passkey_questions (key, state, asked_at) values ($1, $2, $3)", ct, key, state, clock.GetUtcNow());
    }

    /// <summary>What was asked, which nobody can answer any more. Null: it was not, too long ago, or answered before.</summary>
    public async Task<string?> TakeChallengeAsync(byte[] key, CancellationToken ct)
    {
        await using var command = Command("delete from passkey_questions where key = $1 and asked_at > $2 returning state", key, clock.GetUtcNow() - Patience);
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>The passkey has signed. False: its count did not grow, so it was copied, or it is there no more. What does not count says 0 for ever.</summary>
    public async Task<bool> UsePasskeyAsync(Guid staffId, byte[] credentialId, long signCount, bool isSynced, CancellationToken ct) =>
        await RunAsync(
            """
            update passkeys set sign_count = $3, is_synced = $4, last_used_at = $5
            where staff_id = $1 and credential_id = $2 and ($3 > sign_count or ($3 = 0 and sign_count = 0))
            """,
            ct, staffId, credentialId, signCount, isSynced, clock.GetUtcNow()) > 0;

    private async Task<int> RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

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
