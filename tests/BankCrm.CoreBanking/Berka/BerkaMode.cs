using System.Diagnostics;
using BankCrm.CoreBanking.Sending;

namespace BankCrm.CoreBanking.Berka;

/// <summary>Sends the whole Berka bank and prints what it should come to.</summary>
internal static class BerkaMode
{
    public static async Task<int> RunAsync(Options options, string folder, Sender sender, TextWriter told, CancellationToken ct)
    {
        var bank = BerkaBank.Read(folder, options.Of("names"), options.Branches);
        var most = options.Number("most", 0);
        IEnumerable<BerkaMovement> Movements(long after) => most == 0
            ? BerkaMovements.After(folder, after)
            : BerkaMovements.After(folder, after).Take((int)Math.Max(0, most - after));
        Feed[] feeds =
        [
            Feed.Of("customers", "/customers:upsert", 500, bank.Customers),
            Feed.Of("accounts", "/accounts:upsert", 1000, bank.Accounts),
            Feed.Of("cards", "/cards:upsert", 1000, bank.Cards),
            Feed.Of("standing-orders", "/standing-orders:upsert", 2000, bank.StandingOrders),
            Feed.Of("loans", "/loans:upsert", 500, bank.Loans),
            new("transactions", "/transactions:batch", options.Number("batch", 5000), Movements),
            new("day-totals", "/day-totals:upsert", 1000, after => BerkaTotals.Of(Movements(0), bank.OpenedOn).Skip((int)after)),
        ];
        var unwanted = 0L;
        foreach (var feed in feeds)
        {
            var watch = Stopwatch.GetTimestamp();
            var tally = await sender.SendAsync(feed, ct);
            unwanted += Tell(told, feed.Stream, tally, Stopwatch.GetElapsedTime(watch));
        }

        var missing = await sender.FillGapsAsync(feeds, ct);
        TellFigures(told, bank, folder, most);
        told.WriteLine(missing == 0 ? "Nothing is missing." : FormattableString.Invariant($"{missing} messages are missing."));
        return missing == 0 && unwanted == 0 ? Exits.Done : Exits.Differences;
    }

    public static long Tell(TextWriter told, string stream, Tally tally, TimeSpan time)
    {
        told.WriteLine(FormattableString.Invariant(
            $"{stream}: {tally.Sent:#,0} sent in {time.TotalSeconds:0.0} s, {tally.Sent / Math.Max(time.TotalSeconds, 0.001):#,0} a second{(tally.Sent == 0 ? "" : ": " + tally)}"));
        foreach (var reason in tally.Reasons)
        {
            told.WriteLine("  refused " + reason);
        }

        return tally.Unwanted;
    }

    private static void TellFigures(TextWriter told, BerkaBank bank, string folder, int most)
    {
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var (count, credit, debit) = (0L, 0m, 0m);
        foreach (var movement in BerkaMovements.After(folder, 0).Take(most == 0 ? int.MaxValue : most))
        {
            count++;
            balances[movement.Account] = balances.GetValueOrDefault(movement.Account) + movement.Amount;
            (credit, debit) = movement.Amount > 0 ? (credit + movement.Amount, debit) : (credit, debit - movement.Amount);
        }

        told.WriteLine(FormattableString.Invariant(
            $"""
            Check figures:
              customers {bank.Customers.Count:#,0}, accounts {bank.Accounts.Count:#,0}, dispositions {bank.Dispositions:#,0}
              cards {bank.Cards.Count:#,0}, standing orders {bank.StandingOrders.Count:#,0}, loans {bank.Loans.Count:#,0}
              movements {count:#,0} on {balances.Count:#,0} accounts: credit {credit:#,0.00}, debit {debit:#,0.00}, balances {balances.Values.Sum():#,0.00}
            """));
    }
}
