namespace BankCrm.Domain.Segments.Scores;

/// <summary>Deals rows into parts: a customer's all into the same, and each part about as many outcomes.</summary>
public static class ScoreFolds
{
    /// <returns>By the number of the row; those that are not dealt are -1.</returns>
    public static int[] Deal(HistoryTable table, int[] rows, int folds, ulong seed)
    {
        var dealt = new int[table.Count];
        Array.Fill(dealt, -1);
        var customers = rows.GroupBy(r => table.Whose[r])
            .Select(g => (Rows: g.ToArray(), Came: g.Any(r => table.Outcomes[r]), Mark: Mix((ulong)g.Key + (seed << 40))))
            .OrderBy(c => c.Came).ThenBy(c => c.Mark).ToList();
        for (var i = 0; i < customers.Count; i++)
        {
            foreach (var row in customers[i].Rows)
            {
                dealt[row] = i % folds;
            }
        }

        return dealt;
    }

    // SplitMix64 (Steele and others, 2014).
    private static ulong Mix(ulong value)
    {
        var z = value + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
