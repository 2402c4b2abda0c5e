using System.Globalization;
using System.Text.Json;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace BankCrm.Benchmarks.Import;

/// <summary>
/// Reads every file of a folder as an import would and compares it with what must come out: an expected.json (records and refused lines by
/// file, or the meaning of each header), or a .json beside each .csv (bad-* must be refused).
/// </summary>
internal static class ImportFilesCheck
{
    private static readonly Dictionary<string, ImportField[]> Meanings = new()
    {
        ["name"] = [ImportField.Name],
        ["cert_no"] = [ImportField.DocumentNumber],
        ["mobile"] = [ImportField.Mobile],
        ["phone"] = [ImportField.Landline],
        ["birth_date"] = [ImportField.BirthDate],
        ["amount"] = [ImportField.Balance],
        ["open_date"] = [ImportField.RegisteredOn],
        ["remark"] = [ImportField.Note],
        ["surname"] = [ImportField.Surname],
        ["given_name"] = [ImportField.GivenName],
        ["email"] = [ImportField.Email],
        ["company"] = [ImportField.Employer],
        ["position"] = [ImportField.Occupation],
        ["address"] = [ImportField.Line1, ImportField.Address],
        ["city"] = [ImportField.City],
        ["province"] = [ImportField.Province],
        ["postcode"] = [ImportField.PostalCode],
        ["owner"] = [ImportField.Owner],
        ["stage"] = [ImportField.Stage],
        ["created_at"] = [ImportField.RegisteredOn],
        ["no_calls"] = [ImportField.RefusesCalls],
        ["no_email"] = [ImportField.RefusesEmail],
        ["source"] = [],
        ["status"] = [],
        ["revenue"] = [],
        ["company_id"] = [], // without a home in the bank
    };

    public static async Task RunAsync(string[] args)
    {
        var folder = args is [var first, ..] ? first : throw new ArgumentException("Name a folder.", nameof(args));
        var expected = Path.Combine(folder, "expected.json");
        var tally = new Tally();
        if (File.Exists(expected))
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(expected));
            foreach (var file in json.RootElement.EnumerateObject())
            {
                await CheckAsync(folder, file, tally);
            }
        }
        else
        {
            foreach (var file in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            {
                await CheckCellsAsync(file, tally);
            }
        }

        Console.WriteLine($"{tally.Right} of {tally.All} checks right ({100.0 * tally.Right / tally.All:N2} %).");
    }

    private static Task CheckAsync(string folder, JsonProperty file, Tally tally) => file.Value.ValueKind switch
    {
        JsonValueKind.Array => CheckRecordsAsync(Path.Combine(folder, file.Name), [.. file.Value.EnumerateArray()], [], tally),
        _ when file.Value.TryGetProperty("records", out var records) => CheckListAsync(Path.Combine(folder, file.Value.GetProperty("file").GetString()!), file.Value, records, tally),
        _ => CheckMappingAsync(Path.Combine(folder, file.Name), file.Value, tally),
    };

    private static async Task CheckListAsync(string path, JsonElement told, JsonElement records, Tally tally)
    {
        var rejected = told.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("line").GetInt32()).ToList();
        if (new FileInfo(path).Length == 0)
        {
            tally.Check(path, await FaultOfAsync(path) == "The file is empty.", "an empty file must be told so");
            return;
        }

        using (var file = await OpenAsync(path))
        {
            tally.Same(path, "encoding", Plain(told.GetProperty("encoding").GetString()!), file.Layout.Encoding.ToString());
            tally.Same(path, "delimiter", told.GetProperty("delimiter").GetString()!, file.Layout.Delimiter.ToString());
            tally.Same(path, "header line", told.GetProperty("header_line").GetInt32().ToString(CultureInfo.InvariantCulture), file.Layout.HeaderLine.ToString(CultureInfo.InvariantCulture));
        }

        await CheckRecordsAsync(path, [.. records.EnumerateArray()], rejected, tally);
    }

    private static async Task CheckRecordsAsync(string path, List<JsonElement> records, List<int> rejected, Tally tally)
    {
        using var file = await OpenAsync(path);
        var rows = file.Rows.Where(r => r.LeftOut is null).ToList();
        var (good, refused) = (rows.Where(r => r.Refusals.Count == 0).ToList(), rows.Where(r => r.Refusals.Count > 0).ToList());
        tally.Same(path, "refused lines", string.Join(' ', rejected), string.Join(' ', refused.Select(r => r.Line)));
        foreach (var row in refused.Where(r => !rejected.Contains(r.Line)))
        {
            Console.WriteLine($"  line {row.Line}: {string.Join("; ", row.Refusals.Select(f => $"{f.Field}: {f.Fault.Sentence}"))}");
        }

        tally.Same(path, "records", records.Count.ToString(CultureInfo.InvariantCulture), good.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (record, row) in records.Zip(good))
        {
            foreach (var cell in record.EnumerateObject())
            {
                var read = Meanings[cell.Name].Select(f => row.Fields.GetValueOrDefault(f)).FirstOrDefault(v => v is not null) ?? "";
                tally.Same(path, $"line {row.Line} {cell.Name}", cell.Value.GetString()!, read);
            }
        }
    }

    private static async Task CheckMappingAsync(string path, JsonElement told, Tally tally)
    {
        using var file = await OpenAsync(path);
        foreach (var header in told.EnumerateObject())
        {
            var place = file.Layout.Headers.ToList().IndexOf(header.Name);
            var meant = place < 0 ? null : file.Mapping.Columns[place];
            var fits = Meanings[header.Value.GetString()!] is { Length: > 0 } fields ? meant is { } field && fields.Contains(field) : meant is null;
            tally.Check(path, fits, $"{header.Name} should mean {header.Value.GetString()}, not {meant}");
        }

        foreach (var row in file.Rows.Where(r => r.Refusals.Count > 0))
        {
            Console.WriteLine($"  {Path.GetFileName(path)} line {row.Line}: {string.Join("; ", row.Refusals.Select(f => $"{f.Field}: {f.Fault.Sentence}"))}");
        }
    }

    /// <summary>Cells alone, with or without a header; a list whose header is another is refused by whoever named the columns.</summary>
    private static async Task CheckCellsAsync(string path, Tally tally)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (name.StartsWith("bad-", StringComparison.Ordinal))
        {
            tally.Check(path, await FaultOfAsync(path) is not null, "must be refused");
            return;
        }

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.ChangeExtension(path, ".json")));
        using var file = await OpenAsync(path, headerLine: 0);
        var rows = file.Rows.Where(r => !r.Refusals.Any(f => f.Field is null)).Select(r => r.Cells).ToList();
        var expected = json.RootElement.EnumerateArray().Select(r => r.ValueKind is JsonValueKind.Array
            ? r.EnumerateArray().Select(c => c.GetString()!).ToList()
            : [.. r.EnumerateObject().Select(c => c.Value.GetString()!)]).ToList();
        var headers = rows.Count > expected.Count ? rows.Take(1) : [];
        if (json.RootElement.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } record)
        {
            tally.Same(path, "header", string.Join('|', record.EnumerateObject().Select(c => c.Name)), string.Join('|', rows[0]));
        }

        tally.Same(path, "cells", Shown(expected), Shown(rows.Skip(headers.Count())));

        static string Shown(IEnumerable<IEnumerable<string>> rows) => string.Join('\n', rows.Select(r => string.Join('|', r)));
    }

    /// <summary>Why a row of it, or the whole file, cannot be read. Null: it can.</summary>
    private static async Task<string?> FaultOfAsync(string path)
    {
        try
        {
            using var file = await OpenAsync(path);
            var isNamed = !Path.GetFileName(path).StartsWith("bad-header", StringComparison.Ordinal) || file.Layout.Headers.SequenceEqual(["foo", "bar", "baz"]);
            return isNamed ? file.Rows.SelectMany(r => r.Refusals).FirstOrDefault(f => f.Field is null)?.Fault.Sentence : "Other columns.";
        }
        catch (RefusedException e)
        {
            return e.Message;
        }
    }

    private static async Task<FileReading> OpenAsync(string path, int? headerLine = null)
    {
        var reading = ImportSetup.Reading(new ConfigurationBuilder().Build(), TimeProvider.System, NullLoggerFactory.Instance);
        await using var content = File.OpenRead(path);
        return await reading.OpenAsync(content, Path.GetFileName(path), new(HeaderLine: headerLine), CancellationToken.None);
    }

    private static string Plain(string encoding) => encoding switch
    {
        "gbk" or "gb2312" or "gb18030" => nameof(ImportEncoding.Gb18030),
        "big5" or "cp950" => nameof(ImportEncoding.Big5),
        "utf-8" or "utf-8-sig" => nameof(ImportEncoding.Utf8),
        _ when encoding.StartsWith("utf-16", StringComparison.Ordinal) => nameof(ImportEncoding.Utf16),
        _ => encoding,
    };

    private sealed class Tally
    {
        public int All { get; private set; }

        public int Right { get; private set; }

        public void Same(string path, string what, string expected, string read) => Check(path, expected == read, $"{what} should be {expected}, not {read}");

        public void Check(string path, bool isRight, string complaint)
        {
            All++;
            if (isRight)
            {
                Right++;
                return;
            }

            Console.WriteLine($"{Path.GetFileName(path)}: {complaint}");
        }
    }
}
