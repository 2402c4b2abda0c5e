using System.Diagnostics;
using System.Globalization;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Integration.Outcomes;

namespace BankCrm.Benchmarks.Scores;

/// <summary>
/// What a score learnt of a list of past contacts is worth on rows it was not learnt from.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- scores FILE --outcome COLUMN=VALUE [--when COLUMN | --in-order yes] [--customer COLUMN] [--before A,B] [--after A,B] [--not A,B]</code>
/// </summary>
internal static class ScoresBench
{
    public static async Task RunAsync(string[] args)
    {
        var file = args is [var first, ..] ? first : throw new ArgumentException("Name a file.", nameof(args));
        var options = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[^1]);
        var outcome = options["outcome"].Split('=', 2);
        var order = options.ContainsKey("when") ? HistoryOrder.ByDay : options.ContainsKey("in-order") ? HistoryOrder.AsListed : HistoryOrder.None;
        var settings = new HistorySettings(
            outcome[0], outcome[1].Split('|'), order, options.GetValueOrDefault("when"), options.GetValueOrDefault("customer"), Named("before"), Named("after"), Named("not"));
        var clock = Stopwatch.StartNew();
        var read = await OutcomeFile.ReadAsync(file, settings, CancellationToken.None);
        Say($"{Path.GetFileName(file)}: {read.Rows.Count:N0} rows read in {clock.Elapsed.TotalSeconds:0.0} s");
        foreach (var column in read.Columns.OfType<FoundColumn>())
        {
            Say($"  {column.Name}: {column.Kind}, {column.Use}, {column.Doubt}, {column.Distinct:N0} different, {column.Empty:N0} empty, alone {column.Alone ?? 0.5:0.000}{(column.IsSureSomewhere ? ", sure somewhere" : "")}");
        }

        var table = HistoryReading.Table([.. read.Columns.Index().Where(c => c.Item?.Use is HistoryColumnUse.Before).Select(c => (c.Index, c.Item!.Name, c.Item.Kind))], read.Rows, order);
        clock.Restart();
        var (model, report) = ScoreTraining.Train(table);
        Say($"learnt in {clock.Elapsed.TotalSeconds:0.0} s, {report.Recipe}, kept in {model.ToJson().Length / 1024:N0} KB");
        Tell(report);
        foreach (var column in model.Columns.OrderByDescending(c => c.Reach).Take(12))
        {
            Say($"  {column.Name} sets apart by {column.Reach / Math.Log(2):0.00} points: {string.Join(", ", column.Examples().Take(9).Select(e => $"{e} {ScoreModel.Rounded(column.Speaks(e))}"))}");
        }

        IReadOnlyList<string> Named(string option) => options.GetValueOrDefault(option)?.Split(',') ?? [];
    }

    private static void Tell(ScoreReport report)
    {
        var figures = report.Figures;
        Say($"{(report.IsInOrder ? $"learnt from the earlier {report.LearntRows:N0}, judged on the later {figures.Rows:N0}" : "each fifth judged by the other four")}: AUC {figures.Auc:0.000} ± {figures.AucMargin:0.000}, KS {figures.Ks:0.000}, Brier {figures.Brier:0.0000} (of the rate {figures.BrierOfRate:0.0000}), log-loss {figures.LogLoss:0.0000}");
        Say($"  rate {figures.Rate:0.0%} (before {report.RateBefore:0.0%}), best tenth holds {figures.BestTenth:0.0%}, calibration error {figures.CalibrationError:0.0%}");
        foreach (var band in figures.Bands)
        {
            Say($"    shown {band.Shown:0.0%}, came true {band.CameTrue:0.0%} of {band.Rows:N0}");
        }

        foreach (var period in report.Periods)
        {
            Say($"  then {period.Rows:N0} rows: AUC {period.Auc:0.000}, came true {period.Came / (double)period.Rows:0.0%}, shown {period.Shown:0.0%}");
        }

        Say($"  drift of the score {report.ScoreDrift ?? 0:0.00}; of columns {string.Join(", ", report.Drift.Take(5).Select(d => $"{d.Column} {d.Psi.ToString("0.00", CultureInfo.InvariantCulture)}"))}; left out {string.Join(", ", report.Unsteady)}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
