using System.Globalization;
using System.IO.Compression;

namespace BankCrm.CoreBanking.Berka;

/// <summary>Reads the tables of the Berka bank: semicolons, quotes that mean nothing, days as yymmdd.</summary>
internal static class BerkaTables
{
    /// <summary>The rows of a file, packed or not, without the names of its columns.</summary>
    public static IEnumerable<string[]> Rows(string path, char separator = ';')
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Replace("\"", "", StringComparison.Ordinal).Split(separator);
        }
    }

    /// <summary>yymmdd, of the twentieth century.</summary>
    public static DateOnly Day(string text)
    {
        var number = Number(text[..6]);
        return new(1900 + (number / 10_000), number / 100 % 100, number % 100);
    }

    public static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static decimal Amount(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Midnight of the day in Prague's winter.</summary>
    public static DateTimeOffset Moment(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(1));

    /// <summary>As accounts are numbered there, at the length of the bank's numbers.</summary>
    public static string AccountNumber(string id) => id.PadLeft(10, '0');
}
