using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Common;
using Npgsql;

namespace BankCrm.Infrastructure.Admin.Users;

/// <summary>
/// Counts attempts to sign in. Each is taken before the password is looked at and given back when it was right, by single statements that
/// commit at once: so attempts made in parallel count like any others, and those whose request is undone do too.
/// </summary>
internal sealed class SignInAttempts(NpgsqlDataSource database, TimeProvider clock)
{
    public const int FailuresBeforeLock = 5;

    private static readonly TimeSpan ByAddressWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ByNameWithin = TimeSpan.FromMinutes(15);
    private const int ByAddress = 10;
    private const int ByName = 5;

    /// <exception cref="TooManyAttemptsException">From there, or for this name.</exception>
    public async Task TakeAsync(string? address, string name, CancellationToken ct)
    {
        if (address is not null)
        {
            await TakeAsync(Key("address", address), ByAddress, ByAddressWithin, ct);
        }

        await TakeAsync(Key("name", name), ByName, ByNameWithin, ct);
    }

    /// <summary>It was the right password.</summary>
    public async Task GiveBackAsync(string? address, string name, CancellationToken ct)
    {
        await RunAsync("update attempt_limits set count = greatest(count - 1, 0) where key = $1", ct, Key("address", address ?? ""));
        await RunAsync("delete from attempt_limits where key = $1 or opened_at < $2", ct, Key("name", name), clock.GetUtcNow() - TimeSpan.FromDays(1));
    }

    /// <summary>Takes one of the attempts that an account has before it is locked.</summary>
    /// <returns>Null: it is locked. Else whether this was the last one.</returns>
    public async Task<bool?> TakeAsync(Guid account, CancellationToken ct)
    {
        await using var command = Command(
            """
            update sign_ins set
              access_failed_count = case when access_failed_count + 1 >= $3 then 0 else access_failed_count + 1 end,
              lockout_end = case when access_failed_count + 1 >= $3 then $2 + least(interval '15 minutes' * power(2, least(locks, 10)), interval '24 hours') end,
              locks = case when access_failed_count + 1 >= $3 then locks + 1 else locks end
            where id = $1 and (lockout_end is null or lockout_end <= $2)
            returning lockout_end is not null
            """,
            account, clock.GetUtcNow(), FailuresBeforeLock);
        return (bool?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>Gives back one attempt of an account, and opens the lock that came with it; what failed before still counts.</summary>
    /// <param name="wasLast">It was the one that locked.</param>
    public Task GiveBackAsync(Guid account, bool wasLast, CancellationToken ct) => wasLast
        ? RunAsync("update sign_ins set access_failed_count = $2, lockout_end = null, locks = greatest(locks - 1, 0) where id = $1", ct, account, FailuresBeforeLock - 1)
        : RunAsync("update sign_ins set access_failed_count = greatest(access_failed_count - 1, 0) where id = $1", ct, account);

    /// <summary>Forgets the failures of an account: it was them.</summary>
    public Task ForgetAsync(Guid account, CancellationToken ct) =>
        RunAsync("update sign_ins set access_failed_count = 0, lockout_end = null, locks = 0 where id = $1", ct, account);

    private async Task TakeAsync(byte[] key, int limit, TimeSpan within, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = Command(
            """
            insert into attempt_limits as l (key, opened_at, count) values ($1, $2, 1)
            on conflict (key) do update set
              count = case when l.opened_at <= $3 then 1 else l.count + 1 end,
              opened_at = case when l.opened_at <= $3 then $2 else l.opened_at end
            returning count, opened_at
            """,
            key, now, now - within);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        if (reader.GetInt32(0) > limit)
        {
            throw new TooManyAttemptsException(reader.GetFieldValue<DateTimeOffset>(1) + within - now);
        }
    }

    private async Task RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
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

    private static byte[] Key(string kind, string value) => SHA256.HashData(Encoding.UTF8.GetBytes(kind + ":" + value));
}
