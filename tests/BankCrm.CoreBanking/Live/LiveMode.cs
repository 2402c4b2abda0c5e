using System.Diagnostics;
using BankCrm.CoreBanking.Berka;
using BankCrm.CoreBanking.Sending;

namespace BankCrm.CoreBanking.Live;

/// <summary>Movements as they happen, so many a second.</summary>
internal static class LiveMode
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(Options options, Sender sender, TextWriter told, TimeProvider clock, CancellationToken ct)
    {
        using var bank = LiveBank.Open(sender.Journal.Folder, options.Source, options.Number("accounts", 100), options.Number("seed", 1), options.Branches);
        var (rate, count, days) = (Math.Max(1, options.Number("rate", 10)), options.Number("count", 0), options.Number("days", 0));
        var movements = Feed.Of("transactions", "/transactions:batch", options.Number("batch", 5000), bank.Movements);
        Feed[] feeds =
        [
            Feed.Of("customers", "/customers:upsert", 500, bank.Customers),
            Feed.Of("accounts", "/accounts:upsert", 1000, bank.Accounts),
            movements,
            new("day-totals", "/day-totals:upsert", 1000, after => bank.EndedDays().Skip((int)after)),
        ];
        var unwanted = 0L;
        foreach (var feed in feeds)
        {
            unwanted += await SendAsync(feed);
        }

        while (count == 0 || bank.Movements.Count < count)
        {
            var since = Stopwatch.GetTimestamp();
            bank.Move(count == 0 ? rate : Math.Min(rate, count - bank.Movements.Count), When(clock.GetUtcNow()));
            unwanted += await SendAsync(movements);
            if (feeds[^1].After(sender.Journal.Confirmed(feeds[^1].Stream)).Any())
            {
                unwanted += await SendAsync(feeds[^1]);
            }

            if (Stopwatch.GetElapsedTime(since) is var used && used < Beat && (count == 0 || bank.Movements.Count < count))
            {
                await Task.Delay(Beat - used, clock, ct);
            }
        }

        var missing = await sender.FillGapsAsync(feeds, ct);
        told.WriteLine(FormattableString.Invariant(
            $"{bank.Movements.Count:#,0} movements in all, balances {bank.Movements.Sum(m => m.Amount):#,0.00}."));
        told.WriteLine(missing == 0 ? "Nothing is missing." : FormattableString.Invariant($"{missing} messages are missing."));
        return missing == 0 && unwanted == 0 ? Exits.Done : Exits.Differences;

        Func<long, DateTimeOffset> When(DateTimeOffset now) => days == 0 || count == 0
            ? _ => now
            : number => now - TimeSpan.FromDays(days) + (TimeSpan.FromDays(days) * ((double)(number - 1) / count));

        async Task<long> SendAsync(Feed feed)
        {
            var since = Stopwatch.GetTimestamp();
            var tally = await sender.SendAsync(feed, ct);
            return BerkaMode.Tell(told, feed.Stream, tally, Stopwatch.GetElapsedTime(since));
        }
    }
}
