namespace BankCrm.Domain.Segments.Scores;

/// <summary>Rows as numbers, and the weights that fit them.</summary>
internal sealed class ScoreFitting
{
    private readonly ScoreColumn[] columns;
    private readonly RidgeLogistic.Inputs inputs;
    private readonly double[] spreads;
    private readonly bool[] outcomes;
    private readonly HistoryTable table;
    private readonly int[] rows;
    private double[]? last;

    public ScoreFitting(HistoryTable table, int[] rows, bool hasCurves, IReadOnlySet<string> without)
    {
        (this.table, this.rows) = (table, rows);
        var used = table.Columns.Where(c => !without.Contains(c.Name)).ToArray();
        columns = Array.ConvertAll(used, c => ScoreColumn.Look(c, rows, hasCurves));
        outcomes = Array.ConvertAll(rows, r => table.Outcomes[r]);
        (inputs, spreads) = Standardised(Array.ConvertAll(used, c => c.Cells));
    }

    public ScoreModel Fit(double ridge, double? halfLife, CancellationToken ct)
    {
        // Newer rows come later.
        var weights = Enumerable.Range(0, rows.Length).Select(i => halfLife is { } half ? Math.Pow(0.5, (rows.Length - 1 - i) / (half * rows.Length)) : 1).ToArray();
        var mean = weights.Average();
        var beta = RidgeLogistic.Fit(inputs, outcomes, Array.ConvertAll(weights, w => w / mean), ridge, last, ct);
        last = beta;
        var place = 0;
        var start = beta[0];
        var made = new ScoreColumn[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var column = columns[c];
            var its = Enumerable.Range(place, column.Inputs).Select(p => spreads[p] > 0 ? beta[p + 1] / spreads[p] : 0).ToArray();
            place += column.Inputs;
            var cells = table.Columns.First(t => t.Name == column.Name).Cells;
            var bare = column with { Weights = its };
            var said = Array.ConvertAll(rows, r => bare.Speaks(cells[r]));
            var average = said.Average();
            made[c] = bare with { Average = average, Reach = Math.Sqrt(said.Average(s => (s - average) * (s - average))) };
            start += average;
        }

        return new(made, start, table.BaseRate(rows), rows.Length);
    }

    public static double[] Probabilities(ScoreModel model, HistoryTable table, int[] rows) => Array.ConvertAll(Odds(model, table, rows), RidgeLogistic.Probability);

    public static double[] Odds(ScoreModel model, HistoryTable table, int[] rows)
    {
        var odds = new double[rows.Length];
        Array.Fill(odds, model.Base);
        foreach (var column in model.Columns)
        {
            var cells = table.Columns.First(c => c.Name == column.Name).Cells;
            for (var i = 0; i < rows.Length; i++)
            {
                odds[i] += column.Speaks(cells[rows[i]]);
            }
        }

        return odds;
    }

    // Divided by the standard deviation, so that one penalty fits all; not centred, so that most stay zero.
    private (RidgeLogistic.Inputs Inputs, double[] Spreads) Standardised(string[][] cells)
    {
        var (starts, places, values) = (new int[rows.Length + 1], new List<int>(), new List<double>());
        var width = columns.Sum(c => c.Inputs);
        var (sums, squares) = (new double[width], new double[width]);
        var put = new List<(int Place, double Value)>();
        for (var i = 0; i < rows.Length; i++)
        {
            var first = 0;
            for (var c = 0; c < columns.Length; c++)
            {
                put.Clear();
                if (!columns[c].Put(cells[c][rows[i]], put))
                {
                    put.Clear();
                    columns[c].Put(columns[c].Usual, put); // nothing will be learnt of such cells: they stand as the usual
                }

                foreach (var (place, value) in put.Where(p => p.Value != 0))
                {
                    places.Add(first + place);
                    values.Add(value);
                    (sums[first + place], squares[first + place]) = (sums[first + place] + value, squares[first + place] + (value * value));
                }

                first += columns[c].Inputs;
            }

            starts[i + 1] = places.Count;
        }

        var deviations = new double[width];
        for (var p = 0; p < width; p++)
        {
            var mean = sums[p] / rows.Length;
            deviations[p] = Math.Sqrt(Math.Max(0, (squares[p] / rows.Length) - (mean * mean)));
            deviations[p] = deviations[p] < 1e-9 ? 0 : deviations[p];
        }

        var (at, scaled) = (places.ToArray(), values.ToArray());
        for (var i = 0; i < at.Length; i++)
        {
            scaled[i] = deviations[at[i]] > 0 ? scaled[i] / deviations[at[i]] : 0;
        }

        return (new(starts, at, scaled, width), deviations);
    }
}
