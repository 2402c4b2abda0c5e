using System.Globalization;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>
/// How a column speaks for or against the outcome. A figure by a line that bends at a few places and is level beyond what was seen; figures that very many rows
/// share (nothing on the account, 999 for never) and empty cells by weights of their own; words each by its own, rare ones together.
/// </summary>
public sealed record ScoreColumn(string Name, HistoryColumnKind Kind)
{
    /// <summary>Whatever fewer rows share is learnt together with others, or not at all.</summary>
    public const int FewestRows = 20;

    private const double SpikeShare = 0.05;
    private const double RareShare = 0.002;
    private const int FewFigures = 12;
    private const int Parts = 8;
    private const int DriftParts = 10;
    private const int MostWords = 200;

    public bool HasComma { get; init; }

    /// <summary>Figures with a weight of their own.</summary>
    public double[] Spikes { get; init; } = [];

    /// <summary>Beyond these the line is level.</summary>
    public double Low { get; init; }

    public double High { get; init; }
    public double Centre { get; init; }
    public double Spread { get; init; } = 1;

    /// <summary>Where the line bends.</summary>
    public double[] Knots { get; init; } = [];

    /// <summary>Words with a weight of their own.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Whether anything was learnt of empty cells, and of what is neither a word nor a figure with a weight of its own.</summary>
    public bool KnowsEmpty { get; init; }

    public bool KnowsOthers { get; init; }

    /// <summary>What most rows have, or the figure in the middle.</summary>
    public string Usual { get; init; } = "";

    /// <summary>By which shares a change is noticed: where the parts begin, and what share each had. The last is of empty cells.</summary>
    public double[] Edges { get; init; } = [];

    public double[] Shares { get; init; } = [];

    /// <summary>In natural logarithms of the odds: of empty cells, then of spikes, the line and its bends, or of words and all others.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>The mean of what the rows were given that it was learnt from.</summary>
    public double Average { get; init; }

    /// <summary>How far apart the column sets customers: the standard deviation of what the rows were given.</summary>
    public double Reach { get; init; }

    public int Inputs => Kind is HistoryColumnKind.Word ? Words.Length + 2 : Spikes.Length + Knots.Length + 2;

    /// <summary>Learns what the column looks like from these rows, and from no others.</summary>
    /// <param name="hasCurves">Figures speak by a bent line; else by a straight one.</param>
    public static ScoreColumn Look(HistoryColumnCells column, int[] rows, bool hasCurves)
    {
        var cells = Array.ConvertAll(rows, r => column.Cells[r]);
        var said = cells.Where(c => !CellText.IsEmpty(c)).ToList();
        var knowsEmpty = cells.Length - said.Count >= FewestRows;
        var looked = column.Kind is HistoryColumnKind.Word ? OfWords(column.Name, said, cells.Length) : OfFigures(column.Name, said, cells.Length, hasCurves);
        return looked.WithShares(cells, knowsEmpty);
    }

    /// <summary>What a cell puts in, by the place of the input.</summary>
    /// <returns>False: nothing was learnt of such cells.</returns>
    public bool Put(string cell, List<(int Place, double Value)> inputs)
    {
        if (Kind is HistoryColumnKind.Word)
        {
            return PutWord(cell, inputs);
        }

        if (CellText.IsEmpty(cell) || CellText.Figure(cell, HasComma) is not { } figure)
        {
            inputs.Add((0, 1));
            return KnowsEmpty;
        }

        if (Array.IndexOf(Spikes, figure) is >= 0 and var spike)
        {
            inputs.Add((1 + spike, 1));
            return true;
        }

        var held = Math.Clamp(figure, Low, High);
        inputs.Add((1 + Spikes.Length, (held - Centre) / Spread));
        for (var i = 0; i < Knots.Length && held > Knots[i]; i++)
        {
            inputs.Add((2 + Spikes.Length + i, (held - Knots[i]) / Spread));
        }

        return KnowsOthers;
    }

    /// <summary>For or against, compared with the average of the rows it was learnt from. Nothing where nothing was learnt.</summary>
    public double Speaks(string cell)
    {
        var inputs = new List<(int Place, double Value)>(4);
        return Put(cell, inputs) ? inputs.Sum(i => Weights[i.Place] * i.Value) - Average : 0;
    }

    /// <summary>In which part a cell lies by which changes are noticed.</summary>
    public int Part(string cell)
    {
        var last = Shares.Length - 1;
        if (Kind is HistoryColumnKind.Word)
        {
            return CellText.IsEmpty(cell) ? last : Array.IndexOf(Words, cell) is >= 0 and var place ? place : last - 1;
        }

        return CellText.IsEmpty(cell) || CellText.Figure(cell, HasComma) is not { } figure ? last : Quantiles.Bin(Edges, figure);
    }

    /// <summary>Cells that stand for what was learnt, to show it by: words, or figures from small to large.</summary>
    public IReadOnlyList<string> Examples()
    {
        if (Kind is HistoryColumnKind.Word)
        {
            return Words;
        }

        double[] line = !KnowsOthers ? [] : [Low, .. Knots.Where(k => k > Low && k < High), High];
        return [.. line.Concat(Spikes).Distinct().Order().Select(Written)];
    }

    public string Written(double figure)
    {
        var text = Math.Round(figure, 4).ToString(CultureInfo.InvariantCulture);
        return HasComma ? text.Replace('.', ',') : text;
    }

    private bool PutWord(string cell, List<(int Place, double Value)> inputs)
    {
        if (CellText.IsEmpty(cell))
        {
            inputs.Add((0, 1));
            return KnowsEmpty;
        }

        if (Array.IndexOf(Words, cell) is >= 0 and var word)
        {
            inputs.Add((1 + word, 1));
            return true;
        }

        inputs.Add((1 + Words.Length, 1));
        return KnowsOthers;
    }

    private static ScoreColumn OfWords(string name, List<string> said, int rows)
    {
        var counts = said.GroupBy(c => c, StringComparer.Ordinal).Select(g => (Word: g.Key, Rows: g.Count())).OrderByDescending(g => g.Rows).ThenBy(g => g.Word, StringComparer.Ordinal).ToList();
        var least = Math.Max(FewestRows, rows * RareShare);
        var words = counts.Where(c => c.Rows >= least).Take(MostWords).ToList();
        return new(name, HistoryColumnKind.Word)
        {
            Words = [.. words.Select(w => w.Word)],
            KnowsOthers = said.Count - words.Sum(w => w.Rows) >= FewestRows,
            Usual = counts.Count == 0 ? "" : counts[0].Word,
        };
    }

    private static ScoreColumn OfFigures(string name, List<string> said, int rows, bool hasCurves)
    {
        var hasComma = ColumnFinder.HasComma(said);
        var sorted = said.Select(c => CellText.Figure(c, hasComma)).OfType<double>().ToArray();
        Array.Sort(sorted);
        var counts = sorted.GroupBy(f => f).ToDictionary(g => g.Key, g => g.Count());
        var spikes = counts.Count <= FewFigures ? [] : counts.Where(c => c.Value >= rows * SpikeShare && c.Value >= sorted.Length * SpikeShare * 2 && IsApart(c.Key, sorted, counts.Count))
            .Select(c => c.Key).Order().ToArray();
        var rest = Array.FindAll(sorted, f => !spikes.Contains(f));
        var column = new ScoreColumn(name, HistoryColumnKind.Number)
        {
            HasComma = hasComma,
            Spikes = spikes,
            Edges = Quantiles.Of(sorted, DriftParts),
        };
        column = column with { Usual = sorted.Length == 0 ? "" : column.Written(Quantiles.At(sorted, 0.5)) };
        if (rest.Length < FewestRows)
        {
            return column;
        }

        var (low, high) = (Quantiles.At(rest, 0.005), Quantiles.At(rest, 0.995));
        var held = Array.ConvertAll(rest, f => Math.Clamp(f, low, high));
        var centre = held.Average();
        var spread = Math.Sqrt(held.Average(f => (f - centre) * (f - centre)));
        return column with
        {
            KnowsOthers = true,
            Low = low,
            High = high,
            Centre = centre,
            Spread = spread > 0 ? spread : 1,
            Knots = !hasCurves ? [] : counts.Count <= FewFigures ? [.. counts.Keys.Where(k => k > low && k < high).Order()] : Quantiles.Of(held, Parts),
        };
    }

    // At either end, as 0 or 999 are: within the others the line can bend.
    private static bool IsApart(double figure, double[] sorted, int distinct) => figure == sorted[0] || figure == sorted[^1] || distinct < 3;

    private ScoreColumn WithShares(string[] cells, bool knowsEmpty)
    {
        var parts = Kind is HistoryColumnKind.Word ? Words.Length + 2 : Edges.Length + 2;
        var sized = this with { KnowsEmpty = knowsEmpty, Shares = new double[parts] };
        foreach (var cell in cells)
        {
            sized.Shares[sized.Part(cell)] += 1.0 / cells.Length;
        }

        return sized;
    }
}
