using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Arrangements;

/// <summary>An arrangement about to be stored.</summary>
/// <param name="Digest">Of what was told.</param>
internal sealed record ArrangementToStore<T>(Guid AccountId, T Told, byte[] Digest) where T : class, IToldArrangement;

/// <summary>A column, and what of an arrangement is in it.</summary>
/// <param name="Values">One of each row, as an array.</param>
internal sealed record ArrangementColumn<T>(string Name, string Type, Func<IReadOnlyList<T>, object> Values)
{
    public static ArrangementColumn<T> Of<TValue>(string name, string type, Func<T, TValue> value) => new(name, type, rows => rows.Select(value).ToArray());
}

/// <summary>What is stored of an arrangement already.</summary>
internal sealed record StoredArrangement(Guid AccountId, string Reference, long Version, byte[] Digest);

/// <summary>Where arrangements of one kind are kept, and what of them. Reads and writes many at once, in the transaction that is open.</summary>
/// <param name="kind">For the record of what was taken in.</param>
internal sealed class ArrangementTable<T>(string kind, string name, params ArrangementColumn<T>[] columns) where T : class, IToldArrangement
{
    private readonly string insert =
        $"""
        insert into {name} (account_id, reference, source_version, told_at, digest, {string.Join(", ", columns.Select(c => c.Name))})
        select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::bytea[], {string.Join(", ", columns.Select((c, i) => $"${i + 6}::{c.Type}[]"))})
        on conflict (account_id, reference) do update set source_version = excluded.source_version, told_at = excluded.told_at, digest = excluded.digest,
          {string.Join(", ", columns.Select(c => $"{c.Name} = excluded.{c.Name}"))}
        """;

    public string Kind { get; } = kind;

    /// <summary>What must be stored with them. Null: nothing.</summary>
    public Func<CrmDb, IReadOnlyList<ArrangementToStore<T>>, CancellationToken, Task>? And { get; init; }

    public Task<IReadOnlyList<StoredArrangement>> StoredAsync(CrmDb db, Guid[] accounts, string[] references, CancellationToken ct) => db.ReadAsync(
        $"""
        select t.account_id, t.reference, t.source_version, t.digest from unnest($1::uuid[], $2::text[]) n(account_id, reference)
        join {name} t on t.account_id = n.account_id and t.reference = n.reference
        """,
        row => new StoredArrangement(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)),
        ct, accounts, references);

    public async Task StoreAsync(CrmDb db, IReadOnlyList<ArrangementToStore<T>> rows, CancellationToken ct)
    {
        var told = rows.Select(r => r.Told).ToList();
        await db.ExecuteAsync(
            insert,
            ct,
            [
                rows.Select(r => r.AccountId).ToArray(), told.Select(t => t.Reference).ToArray(), told.Select(t => t.Version).ToArray(),
                told.Select(t => t.ToldAt.ToUniversalTime()).ToArray(), rows.Select(r => r.Digest).ToArray(),
                .. columns.Select(c => c.Values(told)),
            ]);
        if (And is { } and)
        {
            await and(db, rows, ct);
        }
    }
}
