using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Accounts.Intake;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>Holds what was just booked against the rules, in the same transaction: no movement is there without its alert.</summary>
internal sealed class MovementWatch(CrmDb db, AlertRuleBook book, AlertWriter writer, TimeProvider clock)
{
    /// <summary>Those that some rule looks at.</summary>
    public IReadOnlyCollection<Booking> Watched(IReadOnlyCollection<Booking> added)
    {
        var since = Since(Branch.DayAt(clock.GetUtcNow()));
        return [.. added.Where(b => b.Told.Kind is not (TransactionKind.Interest or TransactionKind.Fee) && b.Told.BookedOn >= since && book.On(b.Told.BookedOn) is not null)];
    }

    /// <summary>
    /// Before balances are changed. Two who book for one customer at once have to wait for each other, so that the second sees what the first has booked. The
    /// database sees to it where an owner's totals change; where a late movement may change none, all owners are held here, in its order.
    /// </summary>
    public async Task HoldOwnersAsync(IReadOnlyCollection<Booking> watched, CancellationToken ct)
    {
        KnownAccount[] accounts = [.. watched.Select(b => b.Account).Distinct()]; // each asked once: it adds up all it was given
        if (!Array.TrueForAll(accounts, a => a.Book.MovesTotals))
        {
            await AlertSql.LockOwnersAsync(db, Array.ConvertAll(accounts, a => a.Id), ct);
        }
    }

    /// <param name="watched">Booked, and added to months and balances.</param>
    public async Task LookAsync(IReadOnlyCollection<Booking> watched, CancellationToken ct)
    {
        if (watched.Count > 0)
        {
            var findings = await JudgeAsync([.. watched.Select(b => (b.Account.Id, b.Told.BookedOn)).Distinct()], ct);
            await writer.WriteAsync([.. findings, .. await WokenAsync(watched, ct)], ct);
        }
    }

    /// <summary>Looks again at days of which it could not be said what was moved: a currency has got its first rate.</summary>
    public async Task LookAgainAsync(IReadOnlyCollection<(Guid Account, DateOnly Day)> moved, CancellationToken ct) =>
        await writer.WriteAsync(await JudgeAsync(moved, ct), ct);

    /// <summary>The first day that is still looked at.</summary>
    public DateOnly Since(DateOnly today) => book.On(today) is { } rules ? today.AddDays(-rules.LooksBack) : DateOnly.MaxValue;

    private async Task<IReadOnlyList<AlertFinding>> JudgeAsync(IReadOnlyCollection<(Guid Account, DateOnly Day)> moved, CancellationToken ct)
    {
        var rules = moved.Select(m => m.Day).Distinct().ToDictionary(day => day, day => book.On(day)!);
        var findings = new List<AlertFinding>();
        foreach (var same in moved.GroupBy(m => rules[m.Day]))
        {
            var (of, days) = (same.Key, same.Key.Structuring.Days);
            var busy = await AlertSql.BusyAsync(db, [.. same], days, of.LeastHome, of.LeastUsd, ct);
            if (busy.Count == 0)
            {
                continue;
            }

            var moves = await AlertSql.MovedAsync(db, busy, days, of.Limits.Min(l => l.Home) * of.Structuring.Share, of.Exempt, ct);
            var habits = await AlertSql.HabitsAsync(db, busy, of.Unusual.Months, ct);
            var currencies = moves.SelectMany(m => m).Select(m => m.Currency).Append(DayRates.Usd).Distinct().ToArray();
            var rates = await AlertSql.RatesAsync(db, [.. busy.Select(b => b.Day).Distinct()], currencies, ct);
            findings.AddRange(busy.SelectMany(b => AlertJudge.Judge(
                new(b.CustomerId, b.Kind, b.Day, [.. moves[(b.CustomerId, b.Day)]], habits.GetValueOrDefault((b.CustomerId, b.Day)), rates[b.Day]), of)));
        }

        return findings;
    }

    private async Task<IReadOnlyList<AlertFinding>> WokenAsync(IReadOnlyCollection<Booking> watched, CancellationToken ct)
    {
        var rested = watched.Where(b => b.Account.IsDormant || RestedFor(b) >= book.On(b.Told.BookedOn)!.Dormant.Days).ToList();
        if (rested.Count == 0)
        {
            return [];
        }

        var owners = await AlertSql.OwnersAsync(db, [.. rested.Select(b => b.Account.Id).Distinct()], ct);
        var rates = await AlertSql.RatesAsync(db, [.. rested.Select(b => b.Told.BookedOn).Distinct()], [.. rested.Select(b => b.Account.Currency).Distinct()], ct);
        return
        [
            .. rested
                .Where(b => owners.ContainsKey(b.Account.Id))
                .Select(b => AlertJudge.Woken(
                    owners[b.Account.Id], b.Account.Id, b.Account.Last?.On, b.Account.IsDormant, b.Told.BookedOn, b.Told.Amount, b.Account.Currency,
                    book.On(b.Told.BookedOn)!, rates[b.Told.BookedOn]))
                .OfType<AlertFinding>()
                .GroupBy(f => f.Key).Select(same => same.MaxBy(f => f.Amount)!),
        ];
    }

    private static int RestedFor(Booking booking) => booking.Account.Last is { } last ? booking.Told.BookedOn.DayNumber - last.On.DayNumber : 0;
}
