using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Benchmarks.Duplicates;
using BankCrm.Domain.Cases.Routing;

namespace BankCrm.Benchmarks.Routing;

/// <summary>
/// How well the category of a case is suggested by its text, and how fast.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- routing FILE.csv [FOLDS] [--text COLUMN] [--category COLUMN] [--try OTHER.csv]</code>
/// FILE: a text and its category in each row, compressed or not; rows without a text are left out. OTHER: rows that are learnt from in no way,
/// on which what was learnt from the whole FILE is tried.
/// </summary>
internal static class RoutingBench
{
    private const int WarmUp = 2_000;
    private const int Slowest = 99;

    public static Task RunAsync(string[] args)
    {
        var file = args is [var first, ..] ? first : throw new ArgumentException("Name a file.", nameof(args));
        var folds = args is [_, var second, ..] && int.TryParse(second, CultureInfo.InvariantCulture, out var told) ? told : 5;
        var options = args.SkipWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[^1]);
        var (text, category) = (options.GetValueOrDefault("text", "text"), options.GetValueOrDefault("category", "category"));
        var (cases, names) = Read(file, text, category);
        Say($"{Path.GetFileName(file)}: {cases.Count:N0} cases, {names.Count:N0} categories");

        var router = Learn(cases);
        TellSpeed(router, cases);
        if (options.TryGetValue("try", out var other))
        {
            var (others, otherNames) = Read(other, text, category);
            Tell($"{Path.GetFileName(other)}, which was not learnt from", RouterTrial.Of(router, others), names.Concat(otherNames).DistinctBy(n => n.Key).ToDictionary());
        }

        var clock = Stopwatch.StartNew();
        Tell($"{folds} parts in turn", RouterTrial.CrossValidate(cases, folds), names);
        Say($"  {clock.Elapsed.TotalSeconds:0.0} s in all");
        return Task.CompletedTask;
    }

    private static (List<TaughtCase> Cases, Dictionary<Guid, string> Names) Read(string file, string text, string category)
    {
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : (Stream)File.OpenRead(file);
        var rows = Csv.Read(stream).Where(r => r[text].Length > 0).ToList();
        var names = rows.Select(r => r[category]).Distinct().ToDictionary(IdOf);
        return (rows.Select((r, i) => new TaughtCase(IdOf($"case {i}"), IdOf(r[category]), Customer: null, r[text])).ToList(), names);
    }

    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static CaseRouter Learn(List<TaughtCase> cases)
    {
        var (clock, processor, allocated) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var router = CaseRouter.Learn(cases);
        using var process = Process.GetCurrentProcess();
        Say($"learnt in {clock.Elapsed.TotalSeconds:0.0} s ({(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor), {router.Terms.Count:N0} terms");
        Say($"  memory: {process.PeakWorkingSet64 / 1e6:0} MB at most, {(GC.GetTotalAllocatedBytes() - allocated) / 1e6:N0} MB allocated in all");

        clock.Restart();
        var bytes = router.ToBytes();
        var written = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        var read = CaseRouter.FromBytes(bytes);
        Say($"  kept: {bytes.Length / 1e6:0.00} MB, written in {written:0} ms, read in {clock.Elapsed.TotalMilliseconds:0} ms, {Convert.ToHexString(SHA256.HashData(bytes))[..12]}");
        return read;
    }

    private static void TellSpeed(CaseRouter router, List<TaughtCase> cases)
    {
        cases.Take(WarmUp).ToList().ForEach(c => router.Suggest(c.Text));
        var (times, processor) = (new List<double>(cases.Count), Environment.CpuUsage.TotalTime);
        foreach (var one in cases)
        {
            var start = Stopwatch.GetTimestamp();
            router.Suggest(one.Text);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        processor = Environment.CpuUsage.TotalTime - processor;
        times.Sort();
        Say($"suggested in {times[times.Count / 2]:0.000} ms (median), {times[times.Count * Slowest / 100]:0.000} ms (99 of 100), {times[^1]:0.0} ms (slowest), {processor.TotalMilliseconds / cases.Count:0.000} ms of processor");
    }

    private static void Tell(string what, RouterTrial trial, Dictionary<Guid, string> names)
    {
        Say($"{what}: {trial.Cases:N0} cases, {trial.Answered:N0} with a suggestion");
        Say($"  right first {trial.RightFirst:0.00%}, among five {trial.RightAmongFive:0.00%}, mean of the categories {trial.Categories.Average(c => c.RightFirst):0.00%}");
        Say($"  calibration error {trial.CalibrationError:0.00%}");
        foreach (var band in trial.Bands)
        {
            Say($"    shown {band.Shown:0.0%}, right {band.Right:0.0%} of {band.Cases:N0}");
        }

        foreach (var category in trial.Categories.Take(8))
        {
            Say($"  hard: {names[category.CategoryId]}, {category.RightFirst:0.0%} of {category.Cases}");
        }

        foreach (var confusion in trial.Confusions.Take(8))
        {
            Say($"  {confusion.Cases} of {names[confusion.CategoryId]} taken for {names[confusion.SuggestedId]}");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
