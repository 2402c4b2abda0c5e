namespace BankCrm.Domain.Segments.Scores;

/// <summary>Chooses how to learn on the rows to learn from alone: where they are in order, by learning from earlier ones and trying on the next.</summary>
internal sealed class RecipeChoice
{
    /// <summary>Another way must be better by so much: small differences are chance.</summary>
    private const double Better = 0.002;

    private const double Unsteady = 0.5;
    private const int Parts = 6;
    private const int Tries = 3;

    private static readonly double[] Ridges = [1000, 200, 40, 8];

    private RecipeChoice(ScoreRecipe recipe, IReadOnlyList<string> leftOut, (double Slope, double Shift) calibration) => (Recipe, LeftOut, Calibration) = (recipe, leftOut, calibration);

    public ScoreRecipe Recipe { get; }

    public IReadOnlyList<string> LeftOut { get; }

    private (double Slope, double Shift) Calibration { get; }

    public static RecipeChoice Make(HistoryTable table, int[] rows, Action<double> tell, CancellationToken ct)
    {
        var splits = Splits(table, rows);
        var unsteady = table.IsInOrder ? UnsteadyIn(table, rows) : [];
        var trial = new Trial(table, splits, unsteady);
        var best = trial.BestRidge(new(true, false, null, 0), ct);
        tell(0.4);
        List<ScoreRecipe> others = [new(false, false, null, 0)];
        if (table.IsInOrder)
        {
            others.Add(new(true, false, 0.3, 0));
            if (unsteady.Count > 0 && unsteady.Count < table.Columns.Count)
            {
                others.Add(new(true, true, null, 0));
                others.Add(new(false, true, null, 0));
                others.Add(new(true, true, 0.3, 0));
            }
        }

        for (var i = 0; i < others.Count; i++)
        {
            var other = trial.BestRidge(others[i], ct);
            best = other.Auc > best.Auc + Better ? other : best;
            tell(0.4 + (0.6 * (i + 1) / others.Count));
        }

        return new(best.Recipe, best.Recipe.OnlySteady ? [.. unsteady.Order(StringComparer.Ordinal)] : [], trial.Calibrate(best.Recipe, table.IsInOrder, ct));
    }

    public ScoreModel Learn(HistoryTable table, int[] rows, CancellationToken ct)
    {
        var raw = new ScoreFitting(table, rows, Recipe.HasCurves, LeftOut.ToHashSet()).Fit(Recipe.Ridge, Recipe.HalfLife, ct);
        var (slope, shift) = Calibration;
        var model = raw with
        {
            Base = (raw.Base * slope) + shift,
            Columns = [.. raw.Columns.Select(c => c with { Weights = Array.ConvertAll(c.Weights, w => w * slope), Average = c.Average * slope, Reach = c.Reach * slope })],
        };
        var sorted = ScoreFitting.Probabilities(model, table, rows);
        Array.Sort(sorted);
        var tenths = Enumerable.Range(1, 9).Select(t => sorted[(int)((long)sorted.Length * (10 - t) / 10)]).ToArray();
        var placed = model with { Tenths = tenths, TenthShares = new double[10] };
        foreach (var probability in sorted)
        {
            placed.TenthShares[placed.Tenth(probability) - 1] += 1.0 / sorted.Length;
        }

        return placed;
    }

    private static List<(int[] Learnt, int[] Tried)> Splits(HistoryTable table, int[] rows)
    {
        if (table.IsInOrder)
        {
            var cuts = Enumerable.Range(0, Parts + 1).Select(p => (int)((long)rows.Length * p / Parts)).ToArray();
            var inOrder = Enumerable.Range(Parts - Tries, Tries).Select(p => (Learnt: rows[..cuts[p]], Tried: rows[cuts[p]..cuts[p + 1]])).Where(s => Has(s.Learnt) && Has(s.Tried)).ToList();
            if (inOrder.Count > 0)
            {
                return inOrder;
            }
        }

        var folds = ScoreFolds.Deal(table, rows, Tries, seed: 2);
        return [.. Enumerable.Range(0, Tries).Select(f => (Array.FindAll(rows, r => folds[r] != f), Array.FindAll(rows, r => folds[r] == f)))];

        bool Has(int[] some) => some.Count(r => table.Outcomes[r]) is var came && came >= 5 && some.Length - came >= 5;
    }

    // From the first third of the rows to learn from to the last.
    private static HashSet<string> UnsteadyIn(HistoryTable table, int[] rows)
    {
        var (first, last) = (rows[..(rows.Length / 3)], rows[(rows.Length * 2 / 3)..]);
        return [.. table.Columns.Where(c => ScoreTraining.ColumnPsi(ScoreColumn.Look(c, first, hasCurves: false), c.Cells, last) > Unsteady).Select(c => c.Name)];
    }

    private sealed class Trial(HistoryTable table, List<(int[] Learnt, int[] Tried)> splits, HashSet<string> unsteady)
    {
        public (ScoreRecipe Recipe, double Auc) BestRidge(ScoreRecipe recipe, CancellationToken ct)
        {
            var sums = new double[Ridges.Length];
            foreach (var (learnt, tried) in splits)
            {
                var fitting = Fitting(recipe, learnt);
                var outcomes = Array.ConvertAll(tried, r => table.Outcomes[r]);
                for (var i = 0; i < Ridges.Length; i++)
                {
                    sums[i] += ScoreFigures.AucOf(ScoreFitting.Odds(fitting.Fit(Ridges[i], recipe.HalfLife, ct), table, tried), outcomes) / splits.Count;
                }
            }

            var best = 0;
            for (var i = 1; i < Ridges.Length; i++)
            {
                best = sums[i] > sums[best] + (Better / 4) ? i : best; // of nearly equal ones the stricter
            }

            return (recipe with { Ridge = Ridges[best] }, sums[best]);
        }

        /// <summary>Learnt from the tries: in order from the latest, whose share of outcomes is nearest to what comes.</summary>
        public (double Slope, double Shift) Calibrate(ScoreRecipe recipe, bool isInOrder, CancellationToken ct)
        {
            var (odds, outcomes) = (new List<double>(), new List<bool>());
            foreach (var (learnt, tried) in isInOrder ? splits.TakeLast(1) : splits)
            {
                odds.AddRange(ScoreFitting.Odds(Fitting(recipe, learnt).Fit(recipe.Ridge, recipe.HalfLife, ct), table, tried));
                outcomes.AddRange(tried.Select(r => table.Outcomes[r]));
            }

            var rows = odds.Count;
            var inputs = new RidgeLogistic.Inputs([.. Enumerable.Range(0, rows + 1)], new int[rows], [.. odds], 1);
            var fitted = RidgeLogistic.Fit(inputs, [.. outcomes], [.. Enumerable.Repeat(1.0, rows)], 1e-6, [0, 1], ct);
            return fitted[1] is > 0.2 and < 3 ? (fitted[1], fitted[0]) : (1, Shift(odds, outcomes));
        }

        private ScoreFitting Fitting(ScoreRecipe recipe, int[] learnt) => new(table, learnt, recipe.HasCurves, recipe.OnlySteady ? unsteady : []);

        // Where the slope makes no sense the mean alone is put right.
        private static double Shift(List<double> odds, List<bool> outcomes)
        {
            double Logit(double p) => Math.Log(p / (1 - p));
            var came = (outcomes.Count(o => o) + 0.5) / (outcomes.Count + 1);
            return Logit(came) - Logit(Math.Clamp(odds.Average(RidgeLogistic.Probability), 1e-6, 1 - 1e-6));
        }
    }
}
