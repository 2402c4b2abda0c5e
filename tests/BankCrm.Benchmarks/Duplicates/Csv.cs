using Microsoft.VisualBasic.FileIO;

namespace BankCrm.Benchmarks.Duplicates;

internal static class Csv
{
    /// <summary>Each row by the names of the header.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(Stream stream)
    {
        using var parser = new TextFieldParser(stream) { TextFieldType = FieldType.Delimited, Delimiters = [","], TrimWhiteSpace = true };
        var header = parser.ReadFields()!;
        while (parser.ReadFields() is { } fields)
        {
            yield return header.Zip(fields).ToDictionary(f => f.First, f => f.Second);
        }
    }
}
