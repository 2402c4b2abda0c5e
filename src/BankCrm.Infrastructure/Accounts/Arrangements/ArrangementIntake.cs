using System.Text.Json;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Accounts.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts.Arrangements;

internal sealed class ArrangementIntake(CrmDb db, IntakeRoad road, IBlindIndex index, IServiceProvider services) : IArrangementIntake
{
    private const string DigestColumn = "arrangements.digest";

    public Task<IReadOnlyList<IntakeOutcome>> TakeAsync<T>(string source, IReadOnlyList<T> told, CancellationToken ct) where T : class, IToldArrangement
    {
        var table = services.GetRequiredService<ArrangementTable<T>>();
        return road.TakeAsync(source, table.Kind, told.Count, outcomes => RecordAsync(table, source, told, outcomes, ct), ct);
    }

    private async Task RecordAsync<T>(ArrangementTable<T> table, string source, IReadOnlyList<T> told, IntakeOutcome[] outcomes, CancellationToken ct)
        where T : class, IToldArrangement
    {
        var accounts = await AccountsOfAsync(source, told, ct);
        var newest = await StoredAsync(table, told, accounts, ct);
        Dictionary<(Guid, string), (int Index, ArrangementToStore<T> Row, IntakeResult Result)> store = [];
        for (var i = 0; i < told.Count; i++)
        {
            if ((told[i].Fault() ?? (accounts.ContainsKey(told[i].AccountNumber) ? null : Unknown)) is { } fault)
            {
                outcomes[i] = new(IntakeResult.Refused, fault);
                continue;
            }

            var row = new ArrangementToStore<T>(accounts[told[i].AccountNumber], told[i], DigestOf(told[i]));
            var key = (row.AccountId, told[i].Reference);
            outcomes[i] = Judge(row, newest.GetValueOrDefault(key));
            if (outcomes[i].Result is IntakeResult.New or IntakeResult.Changed)
            {
                if (store.TryGetValue(key, out var older))
                {
                    outcomes[older.Index] = new(IntakeResult.Stale);
                    outcomes[i] = new(older.Result); // what it replaces was not stored yet
                }

                store[key] = (i, row, outcomes[i].Result);
                newest[key] = new(row.AccountId, told[i].Reference, told[i].Version, row.Digest);
            }
        }

        if (store.Count > 0)
        {
            await table.StoreAsync(db, [.. store.Values.OrderBy(s => s.Index).Select(s => s.Row)], ct);
        }
    }

    private static Fault Unknown { get; } = new("No account of this source has this number: send the account first, then what hangs on it again.");

    private static IntakeOutcome Judge<T>(ArrangementToStore<T> row, StoredArrangement? known) where T : class, IToldArrangement =>
        known is null ? new(IntakeResult.New)
        : row.Told.Version < known.Version ? new(IntakeResult.Stale)
        : row.Told.Version > known.Version ? new(IntakeResult.Changed)
        : new(row.Digest.AsSpan().SequenceEqual(known.Digest) ? IntakeResult.Known : IntakeResult.Differs);

    // Keyed: from a plain hash the middle of a card's number could be found by trying.
    private byte[] DigestOf<T>(T told) => index.Of(DigestColumn, JsonSerializer.Serialize(told));

    /// <summary>Locked, so that two who tell of one account take turns.</summary>
    private async Task<Dictionary<string, Guid>> AccountsOfAsync<T>(string source, IReadOnlyList<T> told, CancellationToken ct) where T : class, IToldArrangement
    {
        var lookups = told.Select(t => t.AccountNumber).Distinct(StringComparer.Ordinal).ToDictionary(n => n, n => index.OfAccount(n), StringComparer.Ordinal);
        var known = await BookSql.LockAsync(db, source, [.. lookups.Values], ct);
        return lookups.Where(l => known.ContainsKey(Convert.ToHexString(l.Value)))
            .ToDictionary(l => l.Key, l => known[Convert.ToHexString(l.Value)].Id, StringComparer.Ordinal);
    }

    private async Task<Dictionary<(Guid, string), StoredArrangement>> StoredAsync<T>(
        ArrangementTable<T> table, IReadOnlyList<T> told, Dictionary<string, Guid> accounts, CancellationToken ct) where T : class, IToldArrangement
    {
        var asked = told.Where(t => accounts.ContainsKey(t.AccountNumber)).Select(t => (Account: accounts[t.AccountNumber], t.Reference)).Distinct().ToArray();
        var stored = await table.StoredAsync(db, Array.ConvertAll(asked, a => a.Account), Array.ConvertAll(asked, a => a.Reference), ct);
        return stored.ToDictionary(s => (s.AccountId, s.Reference));
    }
}
