using System.Globalization;
using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Takes the sheet with the customers out of a workbook, cell by cell as Excel shows them, days always as 2026-11-25.</summary>
internal static class Workbook
{
    private const int LookedThrough = 30;

    /// <summary>From here on the last digits of a number are not what was typed: a spreadsheet keeps fifteen.</summary>
    private const double Exact = 1e15;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // old workbooks

    /// <returns>The sheets, and the one that was taken.</returns>
    /// <exception cref="RefusedException">It cannot be read, is protected, or is empty.</exception>
    public static (IReadOnlyList<string> Sheets, string Taken) Convert(Stream file, TextWriter list, string? wanted)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(file);
            var sheets = Sheets(reader);
            Refuse.If(sheets.Count == 0, "The workbook has no sheet with a row in it.");
            var taken = sheets.Find(s => s.Name == wanted) ?? sheets.MaxBy(s => s.KnownWords)!;
            reader.Reset();
            while (reader.Name != taken.Name && reader.NextResult())
            {
            }

            Write(reader, taken.Width, list);
            return ([.. sheets.Select(s => s.Name)], taken.Name);
        }
        catch (InvalidPasswordException)
        {
            throw new RefusedException("The workbook is protected by a password. Save it without one.");
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or IndexOutOfRangeException or ArgumentException or EndOfStreamException or NullReferenceException)
        {
            throw new RefusedException("The workbook is damaged or was cut off. Open it in Excel and save it again.");
        }
    }

    /// <summary>Visible sheets that are not empty.</summary>
    private static List<Sheet> Sheets(IExcelDataReader reader)
    {
        var sheets = new List<Sheet>();
        do
        {
            var (words, width) = (0, 0);
            for (var row = 0; row < LookedThrough && reader.Read(); row++)
            {
                var cells = Cells(reader, 0);
                width = Math.Max(width, cells.Count);
                words = Math.Max(words, cells.Select(CellText.Clean).Where(c => HeaderWords.Of(c) is not null).Distinct().Count());
            }

            if (width > 0 && reader.VisibleState is "visible")
            {
                sheets.Add(new(reader.Name, words, width));
            }
        }
        while (reader.NextResult());
        return sheets;
    }

    private static void Write(IExcelDataReader reader, int width, TextWriter to)
    {
        for (var line = 1; reader.Read(); line++)
        {
            ListFile.WriteRow(to, line, Cells(reader, width));
        }
    }

    /// <summary>Through the last that holds something, and at least so many.</summary>
    private static List<string> Cells(IExcelDataReader reader, int width)
    {
        var cells = new List<string>(width);
        for (var place = 0; place < reader.FieldCount; place++)
        {
            var cell = Cell(reader, place);
            if (cell.Length == 0 && place >= width)
            {
                continue;
            }

            while (cells.Count < place)
            {
                cells.Add("");
            }

            cells.Add(cell);
        }

        while (cells.Count < width)
        {
            cells.Add("");
        }

        return cells;
    }

    private static string Cell(IExcelDataReader reader, int place) => reader.GetValue(place) switch
    {
        null => "",
        string text => text,
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => Number(number, reader.GetNumberFormatString(place)),
        bool answer => answer ? "TRUE" : "FALSE",
        var other => System.Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Number(double number, string? format) =>
        Math.Abs(number) >= Exact ? number.ToString("0.#####E+0", CultureInfo.InvariantCulture)
        : format is { Length: > 1 } && format.All(c => c == '0') ? number.ToString(format, CultureInfo.InvariantCulture)
        : ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture);

    /// <param name="KnownWords">In the row that has most of them.</param>
    private sealed record Sheet(string Name, int KnownWords, int Width);
}
