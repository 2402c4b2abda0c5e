using System.Text.Json;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>How a score is learnt. Which way is taken is chosen on parts of the rows to learn from, never on those it is judged by.</summary>
/// <param name="HasCurves">Figures speak by a bent line.</param>
/// <param name="OnlySteady">Columns that change much over time are left out.</param>
/// <param name="HalfLife">After how large a share of the rows an older one counts half. Null: all count the same.</param>
public sealed record ScoreRecipe(bool HasCurves, bool OnlySteady, double? HalfLife, double Ridge);

/// <summary>What is said of a trained score.</summary>
/// <param name="LearntRows">Of which it was learnt.</param>
/// <param name="Figures">On rows it was not learnt from: the later ones where they are in order, else each fifth by the other four.</param>
/// <param name="Periods">The later rows in four parts, one after the other. Empty: they are in no order.</param>
/// <param name="Drift">How much the columns and the score have changed from the rows learnt from to the later ones. Empty: they are in no order.</param>
/// <param name="RateBefore">The share of outcomes among the rows learnt from.</param>
public sealed record ScoreReport(
    int Rows, int LearntRows, bool IsInOrder, ScoreRecipe Recipe, ScoreFigures Figures, IReadOnlyList<ScorePeriod> Periods, IReadOnlyList<ColumnDrift> Drift, double? ScoreDrift, double RateBefore)
{
    /// <summary>The share of outcomes in tenths of all rows, the earliest first. Empty: they are in no order.</summary>
    public IReadOnlyList<double> RateOverTime { get; init; } = [];

    /// <summary>Left out because they changed much over time.</summary>
    public IReadOnlyList<string> Unsteady { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It is no report.</exception>
    public static ScoreReport FromJson(string json) => JsonSerializer.Deserialize<ScoreReport>(json) ?? throw new JsonException("It is no report.");
}

public sealed record ScorePeriod(int Rows, int Came, double Auc, double Shown);

/// <param name="Psi">The population stability index: under 0.1 little, above 0.25 much.</param>
public sealed record ColumnDrift(string Column, double Psi);

public sealed record TrainedScore(ScoreModel Model, ScoreReport Report);

/// <summary>Learns a score of a history and judges it on rows it did not learn from.</summary>
public static class ScoreTraining
{
    /// <summary>With fewer rows, or outcomes of either kind, there is nothing to learn that would hold.</summary>
    public const int FewestRows = 200;

    public const int FewestOutcomes = 30;

    private const double LearntShare = 0.75;
    private const int Folds = 5;
    private const int Periods = 4;
    private const int FewestInPeriod = 50;

    /// <param name="tell">Is told how far it is, between 0 and 1.</param>
    public static TrainedScore Train(HistoryTable table, Action<double>? tell = null, CancellationToken ct = default)
    {
        var all = Enumerable.Range(0, table.Count).ToArray();
        return table.IsInOrder ? InOrder(table, all, tell, ct) : ByFolds(table, all, tell, ct);
    }

    /// <summary>Null: it can be learnt from.</summary>
    public static bool IsEnough(HistoryTable table)
    {
        var came = table.Outcomes.Count(o => o);
        return table.Count >= FewestRows && came >= FewestOutcomes && table.Count - came >= FewestOutcomes && table.Columns.Count > 0;
    }

    /// <summary>How the rows that came later compare with those it was learnt from.</summary>
    public static (double Score, IReadOnlyList<ColumnDrift> Columns) DriftOf(ScoreModel model, HistoryTable table, int[] rows)
    {
        var cells = table.Columns.ToDictionary(c => c.Name, c => c.Cells);
        var tenths = new double[model.TenthShares.Length];
        foreach (var row in rows)
        {
            tenths[model.Tenth(model.Probability(name => cells[name][row])) - 1] += 1.0 / rows.Length;
        }

        return (Psi(model.TenthShares, tenths),
            [.. model.Columns.Select(c => new ColumnDrift(c.Name, ColumnPsi(c, cells[c.Name], rows))).OrderByDescending(d => d.Psi).ThenBy(d => d.Column, StringComparer.Ordinal)]);
    }

    internal static double ColumnPsi(ScoreColumn column, string[] cells, int[] rows)
    {
        var shares = new double[column.Shares.Length];
        foreach (var row in rows)
        {
            shares[column.Part(cells[row])] += 1.0 / rows.Length;
        }

        return Psi(column.Shares, shares);
    }

    private static double Psi(double[] before, double[] now)
    {
        const double Least = 0.0005;
        return before.Zip(now).Sum(s =>
        {
            var (b, n) = (Math.Max(s.First, Least), Math.Max(s.Second, Least));
            return (n - b) * Math.Log(n / b);
        });
    }

    private static TrainedScore InOrder(HistoryTable table, int[] all, Action<double>? tell, CancellationToken ct)
    {
        var cut = Cut(table, (int)(all.Length * LearntShare));
        var (learnt, later) = (all[..cut], all[cut..]);
        var choice = RecipeChoice.Make(table, learnt, done => tell?.Invoke(done * 0.9), ct);
        var model = choice.Learn(table, learnt, ct);
        var probabilities = ScoreFitting.Probabilities(model, table, later);
        var outcomes = Array.ConvertAll(later, r => table.Outcomes[r]);
        var drift = DriftOf(model, table, later);
        List<ScorePeriod> periods = [];
        var parts = Math.Clamp(later.Length / FewestInPeriod, 1, Periods);
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((int)((long)later.Length * part / parts), (int)((long)later.Length * (part + 1) / parts));
            periods.Add(new(to - from, outcomes[from..to].Count(o => o), ScoreFigures.AucOf(probabilities[from..to], outcomes[from..to]), probabilities[from..to].DefaultIfEmpty().Average()));
        }

        tell?.Invoke(1);
        var before = table.BaseRate(learnt);
        return new(model, new(table.Count, learnt.Length, true, choice.Recipe, ScoreFigures.Of(probabilities, outcomes, before), periods, drift.Columns, drift.Score, before)
        {
            RateOverTime = [.. Enumerable.Range(0, 10).Select(t => table.BaseRate(all[(int)((long)all.Length * t / 10)..(int)((long)all.Length * (t + 1) / 10)]))],
            Unsteady = choice.LeftOut,
        });
    }

    // Rows of one moment stay together.
    private static int Cut(HistoryTable table, int at)
    {
        while (table.Moments is { } moments && at > 0 && at < moments.Length && moments[at] == moments[at - 1])
        {
            at++;
        }

        return at < table.Count ? at : (int)(table.Count * LearntShare); // all of one moment: as they stand
    }

    private static TrainedScore ByFolds(HistoryTable table, int[] all, Action<double>? tell, CancellationToken ct)
    {
        var folds = ScoreFolds.Deal(table, all, Folds, seed: 1);
        var probabilities = new double[table.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (at, held) = (fold, Array.FindAll(all, r => folds[r] == fold));
            var learnt = Array.FindAll(all, r => folds[r] != fold);
            var model = RecipeChoice.Make(table, learnt, done => tell?.Invoke((at + done) / (Folds + 1)), ct).Learn(table, learnt, ct);
            foreach (var (row, probability) in held.Zip(ScoreFitting.Probabilities(model, table, held)))
            {
                probabilities[row] = probability;
            }
        }

        var choice = RecipeChoice.Make(table, all, done => tell?.Invoke((Folds + done) / (Folds + 1)), ct);
        var rate = table.BaseRate(all);
        return new(choice.Learn(table, all, ct), new(table.Count, table.Count, false, choice.Recipe, ScoreFigures.Of(probabilities, table.Outcomes, rate), [], [], null, rate));
    }
}
