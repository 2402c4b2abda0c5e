using System.Diagnostics;
using System.Globalization;
using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Benchmarks.Duplicates;

/// <summary>
/// How well duplicates are found, pair by pair, with the rules and figures of the product itself.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- duplicates [--febrl FILE,FILE] [--population DIR]</code>
/// FILE: person records of the FEBRL generator, whose ids tell the truth. DIR: a population with gold_duplicates and gold_lookalikes.
/// </summary>
internal static class DuplicatesBench
{
    public static Task RunAsync(string[] args)
    {
        var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[^1]);
        foreach (var file in options.GetValueOrDefault("febrl", "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Report(Path.GetFileName(file), Febrl.Read(file));
        }

        if (options.TryGetValue("population", out var folder))
        {
            Report(Path.GetFileName(folder.TrimEnd('/')), PopulationRecords.Read(folder));
        }

        return Task.CompletedTask;
    }

    private static void Report(string name, LabelledRecords records)
    {
        var clock = Stopwatch.StartNew();
        var pairs = Pairs(records.Facts);
        var scored = pairs.Select(p => (p.A, p.B, Resemblance: Resemblance.Of(records.Facts[p.A], records.Facts[p.B]))).ToList();
        Say($"{name}: {records.Facts.Count:N0} records, {records.True.Count:N0} true pairs, {pairs.Count:N0} compared, {clock.ElapsedMilliseconds:N0} ms");
        Say($"  met under a common key: {Share(records.True.Count(pairs.Contains), records.True.Count)}");
        Tell("likely", r => r.IsLikely);
        Tell("sure", r => r.IsSure);
        foreach (var (kind, wrong) in records.Lookalikes.GroupBy(l => l.Value).Select(g => (g.Key, g.Count(l => scored.Any(s => (s.A, s.B) == l.Key && s.Resemblance.IsSure)))))
        {
            Say($"  look-alikes, {kind}: {wrong} taken for sure of {records.Lookalikes.Count(l => l.Value == kind)}");
        }

        foreach (var miss in records.True.Where(t => !scored.Any(s => (s.A, s.B) == t && s.Resemblance.IsLikely)).Take(12))
        {
            var r = Resemblance.Of(records.Facts[miss.A], records.Facts[miss.B]);
            Say($"  missed: {records.Ids[miss.A]} and {records.Ids[miss.B]}, {r.Points} points: {string.Join(", ", r.Reasons)}");
        }

        foreach (var (a, b, r) in scored.Where(s => s.Resemblance.IsLikely && !records.True.Contains((s.A, s.B))).OrderByDescending(s => s.Resemblance.Points).Take(12))
        {
            Say($"  wrong: {records.Ids[a]} and {records.Ids[b]}, {r.Points} points: {string.Join(", ", r.Reasons)}");
        }

        void Tell(string what, Func<Resemblance, bool> isTaken)
        {
            var taken = scored.Where(s => isTaken(s.Resemblance)).Select(s => (s.A, s.B)).ToList();
            var right = taken.Count(records.True.Contains);
            var (precision, recall) = ((double)right / Math.Max(1, taken.Count), (double)right / records.True.Count);
            Say($"  {what}: precision {precision:0.0000}, recall {recall:0.0000}, F1 {2 * precision * recall / (precision + recall):0.0000} ({right} of {taken.Count} right)");
            foreach (var level in records.Levels.Values.Distinct().Order())
            {
                var those = records.True.Where(t => records.Levels[t] == level).ToList();
                Say($"    of the {level}: recall {Share(those.Count(taken.Contains), those.Count)}");
            }
        }
    }

    private static HashSet<(int A, int B)> Pairs(IReadOnlyList<PersonFacts> facts)
    {
        var weights = new Dictionary<(int, int), int>();
        var blocks = facts.SelectMany((f, i) => BlockingKeys.Of(f).Select(k => (k.Key, k.Weight, Record: i))).GroupBy(k => k.Key);
        foreach (var block in blocks)
        {
            var records = block.Select(k => k.Record).Distinct().Order().ToList();
            if (records.Count > BlockingKeys.LargestBlock)
            {
                continue;
            }

            foreach (var (a, b) in records.SelectMany((a, i) => records.Skip(i + 1).Select(b => (a, b))))
            {
                weights[(a, b)] = weights.GetValueOrDefault((a, b)) + block.First().Weight;
            }
        }

        return [.. weights.Where(w => w.Value >= BlockingKeys.Enough).Select(w => w.Key)];
    }

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{(double)part / Math.Max(1, whole):0.0000} ({part} of {whole})");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
