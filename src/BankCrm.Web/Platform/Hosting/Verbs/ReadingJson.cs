using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BankCrm.Application.DataQuality.Import;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ReadCounts
{
    public int Good { get; private set; }
    public int Refused { get; private set; }
    public int LeftOut { get; private set; }

    public void Count(RowReading row)
    {
        _ = row.LeftOut is not null ? LeftOut++ : row.Refusals.Count > 0 ? Refused++ : Good++;
    }
}

/// <summary>A reading as JSON, written row by row.</summary>
internal static class ReadingJson
{
    public static ReadCounts Write(FileReading file, Stream to)
    {
        using var json = new Utf8JsonWriter(to, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteLayout(json, file);
        json.WriteStartArray("rows");
        var counts = new ReadCounts();
        foreach (var row in file.Rows)
        {
            counts.Count(row);
            WriteRow(json, row);
            if (json.BytesPending > 64 * 1024)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("counts");
        json.WriteNumber("good", counts.Good);
        json.WriteNumber("refused", counts.Refused);
        json.WriteNumber("leftOut", counts.LeftOut);
        json.WriteEndObject();
        json.WriteEndObject();
        return counts;
    }

    public static string NameOf(char delimiter) => delimiter switch
    {
        '\t' => "tab",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"U+{(int)delimiter:X4}"),
        _ => delimiter.ToString(),
    };

    private static void WriteLayout(Utf8JsonWriter json, FileReading file)
    {
        json.WriteString("kind", file.Layout.Kind.ToString().ToLowerInvariant());
        json.WriteString("sheet", file.Layout.Sheet);
        json.WriteString("encoding", file.Layout.Encoding.ToString().ToLowerInvariant());
        json.WriteString("delimiter", NameOf(file.Layout.Delimiter));
        json.WriteNumber("headerLine", file.Layout.HeaderLine);
        json.WriteString("dateOrder", file.Mapping.DateOrder?.ToString());
        json.WriteBoolean("needsDateOrder", file.NeedsDateOrder);
        json.WriteStartArray("columns");
        foreach (var (place, header) in file.Layout.Headers.Index())
        {
            json.WriteStartObject();
            json.WriteString("header", header);
            json.WriteString("field", file.Mapping.Columns[place]?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("sameForAll");
        foreach (var (field, value) in file.Mapping.Fixed)
        {
            json.WriteString(field.ToString(), value);
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, RowReading row)
    {
        json.WriteStartObject();
        json.WriteNumber("line", row.Line);
        json.WriteString("is", row.LeftOut is { } none ? none.ToString() : row.Refusals.Count > 0 ? "Refused" : "Customer");
        json.WriteStartArray("cells");
        foreach (var cell in row.Cells)
        {
            json.WriteStringValue(cell);
        }

        json.WriteEndArray();
        if (row.LeftOut is null)
        {
            WriteAll(json, "fields", row.Fields.Select(f => (JsonNamingPolicy.CamelCase.ConvertName(f.Key.ToString()), f.Value)));
            WriteAll(json, "others", row.Others.Select(o => (o.Key, o.Value)));
            WriteFaults(json, "refused", row.Refusals);
            WriteFaults(json, "remarks", row.Remarks);
        }

        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<(string Key, string Value)> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, string name, IReadOnlyList<RowFault> faults)
    {
        json.WriteStartArray(name);
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field", fault.Field?.ToString());
            json.WriteString("reason", string.Format(CultureInfo.InvariantCulture, fault.Fault.Sentence, [.. fault.Fault.Args]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
