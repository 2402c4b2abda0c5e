using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Files;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>The reading half of an import on a copy of the file, without branches and colleagues to look up.</summary>
internal sealed class ImportReading(ImportOptions options, TimeProvider clock, ILogger<ImportReading> log) : IImportReading
{
    private const int Sample = 500;

    public async Task<FileReading> OpenAsync(Stream content, string fileName, ReadingWishes wishes, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bankcrm-import-").FullName;
        try
        {
            var files = new ImportFiles(new(new FileStore(folder), new HeldKeys()), folder, options);
            var kept = await files.KeepAsync(content, ct);
            var look = await files.LookAsync(kept.StoredName, wishes.Encoding, wishes.Delimiter, ct);
            var (layout, suggested) = FirstReading.Of(look, wishes.HeaderLine);
            var mapping = wishes.Mapping ?? suggested;
            mapping = mapping with { DateOrder = wishes.DateOrder ?? mapping.DateOrder, JoinsRows = wishes.JoinsRows || mapping.JoinsRows };
            var needsOrder = mapping.DateOrder is null && Suggestion.NeedsDateOrder(mapping.Columns, look.First);
            var rows = Rows(() => files.Rows(kept.StoredName, layout.Encoding, layout.Delimiter), layout, mapping, fileName);
            return new(layout, mapping, needsOrder, rows, () => Directory.Delete(folder, recursive: true));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private IEnumerable<RowReading> Rows(Func<IEnumerable<CsvRow>> read, ImportLayout layout, ImportMapping mapping, string fileName)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var drafts = new DraftReader(layout, mapping, now, fileName);
        var reader = new ChunkReader(drafts, ImportPlaces.Anywhere, new OwnIndex(), today, layout.HeaderLine, isByColleague: true, mapping.Mode, log);
        var fields = Enum.GetValues<ImportField>().Where(mapping.Has).ToArray();
        foreach (var chunk in (mapping.JoinsRows ? JoinedRows.Of(read, reader.KeyOf) : read()).Chunk(Sample))
        {
            var found = reader.Read(chunk, []).Findings.ToLookup(f => f.Line);
            foreach (var row in chunk.SelectMany(r => r.Further.Prepend(r)))
            {
                if (drafts.WhyNoCustomer(row) is { } none)
                {
                    yield return new(row.Line, none, row.Cells, Nothing, new Dictionary<string, string>(), [], []);
                    continue;
                }

                yield return new(
                    row.Line, null, row.Cells, Understood(drafts, row, fields), Others(row, layout, mapping),
                    Faults(found[row.Line], ImportFindingKind.Refused), Faults(found[row.Line], ImportFindingKind.Remark));
            }
        }
    }

    private static Dictionary<ImportField, string> Nothing => [];

    private static Dictionary<ImportField, string> Understood(DraftReader drafts, CsvRow row, ImportField[] fields)
    {
        if (row.Fault is not null)
        {
            return [];
        }

        var read = drafts.Read(row);
        return fields.Select(f => (Field: f, Text: DraftText.Of(read, f, drafts))).Where(f => f.Text.Length > 0).ToDictionary(f => f.Field, f => f.Text);
    }

    /// <summary>By header; where there is none, or it stands there twice, by the place.</summary>
    private static Dictionary<string, string> Others(CsvRow row, ImportLayout layout, ImportMapping mapping)
    {
        var cells = new Dictionary<string, string>();
        foreach (var (place, cell) in row.Cells.Index().Where(c => c.Item.Length > 0 && (c.Index >= mapping.Columns.Count || mapping.Columns[c.Index] is null)))
        {
            var header = place < layout.Headers.Count ? layout.Headers[place] : "";
            cells[header.Length == 0 || cells.ContainsKey(header) ? $"#{place + 1}" : header] = CellText.Clean(cell);
        }

        return cells;
    }

    private static RowFault[] Faults(IEnumerable<NewFinding> found, ImportFindingKind kind) =>
        [.. found.Where(f => f.Kind == kind).Select(f => new RowFault(f.Field, new(f.Sentence, [.. f.Args])))];

    /// <summary>The rows of one file are compared among themselves only.</summary>
    private sealed class OwnIndex : IBlindIndex
    {
        public byte[] Of(string column, string normalised) => SHA256.HashData(Encoding.UTF8.GetBytes($"{column}:{normalised}"));
    }
}
