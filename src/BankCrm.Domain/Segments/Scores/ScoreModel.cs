using System.Text.Json;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>
/// What was learnt of a history: by how much each column of a customer speaks for the outcome. A point is a doubling of the odds. It keeps no row, and of words only
/// those that twenty rows or more have.
/// </summary>
/// <param name="Base">The average of those it was learnt from, in natural logarithms of the odds.</param>
/// <param name="Rate">The share of outcomes among them.</param>
public sealed record ScoreModel(IReadOnlyList<ScoreColumn> Columns, double Base, double Rate, int Rows)
{
    private static readonly double Doubling = Math.Log(2);

    /// <summary>The probabilities at which the tenths begin, the highest tenth first: nine.</summary>
    public double[] Tenths { get; init; } = [];

    /// <summary>Of the rows it was learnt from, the shares of the tenths, to notice a change by.</summary>
    public double[] TenthShares { get; init; } = [];

    /// <param name="cell">What a customer has in a column; empty where nothing is known.</param>
    public double Probability(Func<string, string> cell) => RidgeLogistic.Probability(Odds(cell));

    public double Odds(Func<string, string> cell) => Base + Columns.Sum(c => c.Speaks(cell(c.Name)));

    /// <summary>1 is the tenth of those it was learnt from with the highest probabilities.</summary>
    public int Tenth(double probability) => 1 + Tenths.Count(from => probability < from);

    /// <summary>The sum to two decimals: what is shown adds up.</summary>
    public ScoreReading Read(Func<string, string> cell)
    {
        var start = Rounded(Base);
        List<ScoreReason> reasons = [];
        foreach (var column in Columns)
        {
            var (value, speaks) = (cell(column.Name), column.Speaks(cell(column.Name)));
            var usual = CellText.IsEmpty(value) || value == column.Usual ? 0 : column.Speaks(column.Usual) - speaks;
            reasons.Add(new(column.Name, value, Rounded(speaks), column.Usual, Rounded(usual)));
        }

        var probability = Probability(cell);
        return new(probability, Tenth(probability), start, [.. reasons.OrderByDescending(r => Math.Abs(r.Points)).ThenBy(r => r.Column, StringComparer.Ordinal)], start + reasons.Sum(r => r.Points));
    }

    public static decimal Rounded(double odds) => Math.Round((decimal)(odds / Doubling), 2);

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It is no model.</exception>
    public static ScoreModel FromJson(string json) => JsonSerializer.Deserialize<ScoreModel>(json) ?? throw new JsonException("It is no model.");
}

/// <summary>A customer's score with the points that make it.</summary>
/// <param name="Start">The points of an average customer.</param>
/// <param name="Reasons">The weightiest first.</param>
/// <param name="Points">The start and all reasons together.</param>
public sealed record ScoreReading(double Probability, int Tenth, decimal Start, IReadOnlyList<ScoreReason> Reasons, decimal Points);

/// <param name="Value">What the customer has there. Empty: nothing is known.</param>
/// <param name="Usual">What most have, or the figure in the middle.</param>
/// <param name="WithUsual">By how much the sum would change with it.</param>
public sealed record ScoreReason(string Column, string Value, decimal Points, string Usual, decimal WithUsual);
