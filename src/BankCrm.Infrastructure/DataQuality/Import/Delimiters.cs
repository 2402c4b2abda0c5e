using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Recognises by what the cells of a text are parted.</summary>
internal static class Delimiters
{
    private const string Told = "sep=";

    /// <param name="beginning">A few dozen lines.</param>
    public static char Recognise(string beginning) =>
        beginning.StartsWith(Told, StringComparison.OrdinalIgnoreCase) && beginning.Length > Told.Length && ImportLayout.Delimiters.Contains(beginning[Told.Length])
            ? beginning[Told.Length] // what Excel is told by some programs in a line of its own
            : ImportLayout.Delimiters.MaxBy(d => Fitness(beginning, d));

    /// <summary>How many rows have the number of cells that most rows have, weighed by that number: titles above a table do not count.</summary>
    private static double Fitness(string beginning, char delimiter)
    {
        var counts = CsvScanner.Read(new StringReader(beginning), delimiter).Take(50).Where(r => !r.IsBlank).Select(r => r.Fault is null ? r.Cells.Length : 0).ToList();
        var most = counts.Where(c => c > 1).GroupBy(c => c).MaxBy(g => (g.Count(), g.Key));
        return most is null ? 0 : most.Count() / (double)counts.Count * Math.Log2(most.Key);
    }
}
