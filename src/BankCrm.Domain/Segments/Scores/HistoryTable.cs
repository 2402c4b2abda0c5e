namespace BankCrm.Domain.Segments.Scores;

/// <summary>The rows of a history in their order, as far as a score may look at them.</summary>
/// <param name="Columns">Those known before the contact, each with all its cells.</param>
/// <param name="Outcomes">Whether it came about.</param>
/// <param name="Whose">Rows of the same customer have the same number.</param>
/// <param name="IsInOrder">The earlier rows come first.</param>
/// <param name="Moments">Rows with the same number happened together and are not parted. Null: each for itself.</param>
public sealed record HistoryTable(IReadOnlyList<HistoryColumnCells> Columns, bool[] Outcomes, int[] Whose, bool IsInOrder, int[]? Moments = null)
{
    public int Count => Outcomes.Length;

    public double BaseRate(int[] rows) => rows.Length == 0 ? 0 : rows.Count(r => Outcomes[r]) / (double)rows.Length;
}

/// <param name="Cells">Trimmed, as they were written.</param>
public sealed record HistoryColumnCells(string Name, HistoryColumnKind Kind, string[] Cells);
