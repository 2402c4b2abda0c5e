using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Accounts.Alerts;
using BankCrm.Infrastructure.Accounts.Reconciliation;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Books many movements at once: those that are new are stored and added to balances and months, all in the transaction that is open.</summary>
internal sealed class TransactionRecorder(CrmDb db, IBlindIndex index, MonthTables months, MovementWatch watch, TimeProvider clock)
{
    public async Task RecordAsync(string source, IReadOnlyList<ToldTransaction> told, IntakeOutcome[] outcomes, CancellationToken ct)
    {
        var accounts = await AccountsOfAsync(source, told, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var booked = new Dictionary<BookingKey, Booking>(told.Count);
        for (var i = 0; i < told.Count; i++)
        {
            var transaction = told[i];
            var account = accounts.GetValueOrDefault(transaction.AccountNumber);
            if ((transaction.Fault(today) ?? FaultOf(transaction, account)) is { } fault)
            {
                outcomes[i] = new(IntakeResult.Refused, fault);
                continue;
            }

            var booking = new Booking(i, account!, transaction, transaction.Position ?? PositionOf(transaction, account!, i));
            if (!booked.TryAdd(booking.Key, booking))
            {
                outcomes[i] = new(booked[booking.Key].IsSame(transaction) ? IntakeResult.Known : IntakeResult.Differs);
            }
        }

        if (booked.Count == 0)
        {
            return;
        }

        Booking[] all = [.. booked.Values];
        await months.EnsureAsync(all.Select(b => b.Told.BookedOn), ct);
        var added = await BookingSql.InsertAsync(db, all, ct);
        List<Booking> known = [];
        foreach (var booking in all)
        {
            if (added.Contains(booking.Key))
            {
                outcomes[booking.Index] = new(IntakeResult.New);
                booking.Account.Book.Add(new(booking.Told.BookedOn, booking.Position), booking.Told.Amount, booking.Told.BalanceAfter);
                booking.Account.Gained += booking.Told.Amount;
                booking.Account.IsChanged = true;
            }
            else
            {
                known.Add(booking);
            }
        }

        await CompareAsync(known, outcomes, ct);
        Booking[] fresh = [.. all.Where(b => added.Contains(b.Key))];
        var watched = watch.Watched(fresh);
        await watch.HoldOwnersAsync(watched, ct);
        await BookingSql.AddToMonthsAsync(db, fresh, ct);
        await BookSql.UpdateAsync(db, accounts.Values.OfType<KnownAccount>().Distinct().Where(a => a.IsChanged), clock.GetUtcNow(), ct);
        await watch.LookAsync(watched, ct);
        await ArrivedDays.AddAsync(db, source, fresh, ct); // last: all of a source wait for each other here
    }

    private static Fault? FaultOf(ToldTransaction transaction, KnownAccount? account) =>
        account is null ? new("No account of this source has this number: send the account first, then its movements again.")
        : account.Currency != transaction.Currency ? new("The account is in {0}, the movement in {1}.", account.Currency, transaction.Currency)
        : null;

    private static long PositionOf(ToldTransaction transaction, KnownAccount account, int index) =>
        transaction.BookedAt is { } at ? at.UtcTicks / TimeSpan.TicksPerMicrosecond
        : (account.Last is { } last && last.On == transaction.BookedOn ? last.Position : 0) + 1 + index;

    private async Task<Dictionary<string, KnownAccount?>> AccountsOfAsync(string source, IReadOnlyList<ToldTransaction> told, CancellationToken ct)
    {
        var lookups = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var number in told.Select(t => t.AccountNumber).Distinct(StringComparer.Ordinal))
        {
            lookups[number] = index.OfAccount(number);
        }

        var known = await BookSql.LockAsync(db, source, [.. lookups.Values], ct);
        return lookups.ToDictionary(l => l.Key, l => known.GetValueOrDefault(Convert.ToHexString(l.Value)), StringComparer.Ordinal);
    }

    private async Task CompareAsync(List<Booking> known, IntakeOutcome[] outcomes, CancellationToken ct)
    {
        if (known.Count == 0)
        {
            return;
        }

        var stored = await BookingSql.StoredAsync(db, known, ct);
        foreach (var booking in known)
        {
            outcomes[booking.Index] = new(
                stored.TryGetValue(booking.Key, out var s) && s == booking.Essence ? IntakeResult.Known : IntakeResult.Differs);
        }
    }
}
