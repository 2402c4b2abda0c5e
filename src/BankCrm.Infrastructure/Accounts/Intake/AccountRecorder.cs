using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Stores many accounts as their source has them, in the transaction that is open.</summary>
internal sealed class AccountRecorder(CrmDb db, IBlindIndex index, IColumnCipher cipher, TimeProvider clock)
{
    public async Task RecordAsync(string source, IReadOnlyList<ToldAccount> told, IntakeOutcome[] outcomes, CancellationToken ct)
    {
        var lookups = told.Select(a => index.OfAccount(a.Number)).ToArray();
        var known = await BookSql.LockAsync(db, source, lookups, ct);
        var names = await NamedInAccounts.ReadAsync(db, told, ct);

        Dictionary<string, AccountToStore> store = new(StringComparer.Ordinal);
        for (var i = 0; i < told.Count; i++)
        {
            var key = Convert.ToHexString(lookups[i]);
            outcomes[i] = Judge(told[i], known.GetValueOrDefault(key), names);
            if (outcomes[i].Result is not (IntakeResult.New or IntakeResult.Changed))
            {
                continue;
            }

            if (store.TryGetValue(key, out var other))
            {
                var older = other.Told.Version <= told[i].Version ? other.Index : i;
                outcomes[older] = new(IntakeResult.Stale);
                if (older == i)
                {
                    continue;
                }
            }

            store[key] = new(i, told[i], known.GetValueOrDefault(key), lookups[i], names);
        }

        AccountToStore[] all = [.. store.Values.OrderBy(a => a.Id)];
        if (all.Length > 0)
        {
            await StoreAsync(source, all, ct);
        }
    }

    private static IntakeOutcome Judge(ToldAccount told, KnownAccount? known, NamedInAccounts names) =>
        (told.Fault() ?? names.Fault(told)) is { } fault ? new(IntakeResult.Refused, fault)
        : known is null ? new(IntakeResult.New)
        : known.Currency != told.Currency ? new(IntakeResult.Refused, new Fault("The account is in {0}: an account does not change its currency.", known.Currency))
        : told.Version < known.SourceVersion ? new(IntakeResult.Stale)
        : told.Version == known.SourceVersion ? new(IntakeResult.Known)
        : new(IntakeResult.Changed);

    private async Task StoreAsync(string source, AccountToStore[] accounts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        AccountToStore[] added = [.. accounts.Where(a => a.Known is null)];
        AccountToStore[] changed = [.. accounts.Where(a => a.Known is not null)];
        if (added.Length > 0)
        {
            await AccountSql.InsertAsync(db, source, added, a => cipher.SealAccount(a.Id, a.Told.Number).Envelope, now, ct);
        }

        if (changed.Length > 0)
        {
            await AccountSql.UpdateAsync(db, changed, now, ct);
            foreach (var account in changed)
            {
                account.Tell();
            }

            await BookSql.UpdateAsync(db, changed.Select(a => a.Known!).Where(k => k.IsChanged), now, ct);
        }

        await AccountSql.AddStatusesAsync(db, accounts, ct);
        await AccountSql.SetHoldersAsync(db, accounts, ct);
    }
}

/// <summary>An account about to be stored.</summary>
/// <param name="Index">Its place among those told.</param>
/// <param name="Known">Null: it is new.</param>
internal sealed record AccountToStore(int Index, ToldAccount Told, KnownAccount? Known, byte[] Lookup, NamedInAccounts Names)
{
    public Guid Id { get; } = Known?.Id ?? Guid.CreateVersion7();

    /// <summary>What was told of the balance, and behind which movement it stands.</summary>
    public ToldBalance? Balance => Told.Balance is not { } balance ? null
        : Told.BalanceOn is { } day ? new(balance, new(day, BookedAt.EndOfDay))
        : new(balance, new(DateOnly.FromDateTime(Told.ToldAt.DateTime), Told.ToldAt.UtcTicks / TimeSpan.TicksPerMicrosecond));

    public void Tell()
    {
        if (Balance is { } balance)
        {
            Known!.Book.Tell(balance);
            Known.IsChanged = true;
        }
    }
}
