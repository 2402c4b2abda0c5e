using System.Text.Json;

namespace BankCrm.CoreBanking.Sending;

/// <summary>Sends feeds batch by batch, each begun and answered in the journal, and fills what the CRM says is missing.</summary>
internal sealed class Sender(CrmClient client, Journal journal, string source, TextWriter told)
{
    private const int Passes = 3;

    public Journal Journal => journal;

    /// <summary>All that was not answered yet.</summary>
    public async Task<Tally> SendAsync(Feed feed, CancellationToken ct)
    {
        var tally = new Tally();
        await CompareAsync(feed, ct);
        if (journal.Unanswered(feed.Stream) is { } open)
        {
            told.WriteLine($"{feed.Stream}: {open.From} to {open.Until} was under way: sent again.");
            await CallAsync(feed, open, feed.After(open.From - 1).Take((int)(open.Until - open.From + 1)), tally, ct);
        }

        var from = journal.Confirmed(feed.Stream) + 1;
        foreach (var records in feed.After(from - 1).Chunk(feed.Batch))
        {
            await CallAsync(feed, journal.Begin(feed.Stream, from, from + records.Length - 1), records, tally, ct);
            from += records.Length;
        }

        return tally;
    }

    /// <summary>Sends again what the CRM misses. What it refuses again stays missing.</summary>
    /// <returns>How many are missing still.</returns>
    public async Task<long> FillGapsAsync(IReadOnlyList<Feed> feeds, CancellationToken ct)
    {
        var missing = await MissingAsync(ct);
        for (var pass = 0; pass < Passes && missing.Count > 0; pass++)
        {
            var before = missing.Sum(Length);
            foreach (var gap in missing)
            {
                var feed = feeds.First(f => f.Stream == gap.Stream);
                told.WriteLine($"{gap.Stream}: {gap.From} to {gap.Until} is missing there: sent again.");
                for (var from = gap.From; from <= gap.Until; from += feed.Batch)
                {
                    var until = Math.Min(gap.Until, from + feed.Batch - 1);
                    await CallAsync(feed, journal.Begin(feed.Stream, from, until), feed.After(from - 1).Take((int)(until - from + 1)), new(), ct);
                }
            }

            missing = await MissingAsync(ct);
            if (missing.Sum(Length) == before)
            {
                break;
            }
        }

        return missing.Sum(Length);

        // What is missing at the end of a stream is no gap there.
        async Task<IReadOnlyList<MessageGap>> MissingAsync(CancellationToken token)
        {
            var there = await client.GapsAsync(source, token);
            var highest = there.Streams.ToDictionary(s => s.Stream, s => s.Highest, StringComparer.Ordinal);
            return
            [
                .. there.Gaps.Where(g => feeds.Any(f => f.Stream == g.Stream)),
                .. feeds.Select(f => new MessageGap(f.Stream, highest.GetValueOrDefault(f.Stream) + 1, journal.Confirmed(f.Stream))).Where(g => g.From <= g.Until),
            ];
        }
    }

    private static long Length(MessageGap gap) => gap.Until - gap.From + 1;

    // After a restore the CRM may know less than it has answered.
    private async Task CompareAsync(Feed feed, CancellationToken ct)
    {
        var there = (await client.GapsAsync(source, ct)).Streams.FirstOrDefault(s => s.Stream == feed.Stream)?.Highest ?? 0;
        if (there < journal.Confirmed(feed.Stream))
        {
            told.WriteLine($"{feed.Stream}: BankCrm knows {there} of {journal.Confirmed(feed.Stream)} it had answered: sent again from there.");
            journal.Forget(feed.Stream, there);
        }
    }

    private async Task CallAsync(Feed feed, OpenCall call, IEnumerable<object> records, Tally tally, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { messages = records.Select((record, place) => new { sequence = call.From + place, record }) }, CrmClient.Json);
        foreach (var answer in (await client.PostAsync(feed.Path, call.Key, body, ct)).Results)
        {
            tally.Add(answer);
        }

        journal.Confirm(call);
    }
}
