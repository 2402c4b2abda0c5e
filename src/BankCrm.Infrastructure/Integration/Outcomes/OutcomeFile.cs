using System.IO.Compression;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Infrastructure.Segments.Scores;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Integration.Outcomes;

/// <summary>Reads a list of past contacts, whatever parts its cells and however its letters are written, also packed with gzip.</summary>
public static class OutcomeFile
{
    private const int Looked = 64 * 1024;

    public static async Task<HistoryRead> ReadAsync(string path, HistorySettings settings, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        await using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole, ct);
        whole.Position = 0;
        var (_, encoding, _) = await ByteScan.ReadAsync(whole, ct);
        whole.Position = 0;
        using var text = new StreamReader(whole, Encodings.Of(encoding, isBigEndian: false), detectEncodingFromByteOrderMarks: true);
        var letters = await text.ReadToEndAsync(ct);
        return Read(CsvScanner.Read(new StringReader(letters), Delimiters.Recognise(letters[..Math.Min(letters.Length, Looked)])), settings);
    }

    /// <param name="rows">The first that is not blank holds the names of the columns.</param>
    /// <exception cref="RefusedException">A row cannot be read, or the file is not what it was said to be.</exception>
    public static HistoryRead Read(IEnumerable<CsvRow> rows, HistorySettings settings)
    {
        using var filled = rows.Where(r => !r.IsBlank).GetEnumerator();
        string[] names = filled.MoveNext() ? Array.ConvertAll(filled.Current.Cells, c => c.Trim()) : [];
        return HistoryReading.Read(names, Body(filled, names.Length), settings);
    }

    private static IEnumerable<string[]> Body(IEnumerator<CsvRow> rows, int width)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal); // the same words come again and again
        while (rows.MoveNext())
        {
            var row = rows.Current;
            Refuse.If(row.Fault is not null || row.Cells.Length != width, "Line {0} has {1} cells, not {2}.", row.Line, row.Cells.Length, width);
            yield return Array.ConvertAll(row.Cells, Known);
        }

        string Known(string cell)
        {
            var trimmed = cell.Trim();
            if (known.TryGetValue(trimmed, out var same))
            {
                return same;
            }

            if (known.Count < 100_000)
            {
                known.Add(trimmed, trimmed);
            }

            return trimmed;
        }
    }
}

public static class OutcomeReading
{
    /// <summary>Reads a history that waits, in this process. False: another process has it.</summary>
    public static Task<bool> ReadHistoryAsync(this IServiceProvider services, Guid id, CancellationToken ct) => services.GetRequiredService<OutcomeReader>().RunNextAsync(id, ct);

    /// <summary>Learns or scores what waits, in this process. False: nothing does, or another process has it.</summary>
    public static Task<bool> LearnNextAsync(this IServiceProvider services, CancellationToken ct) => services.GetRequiredService<ScoreWorker>().RunNextAsync(ct);
}
