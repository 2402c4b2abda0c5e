using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Records of a delimited text (RFC 4180), one after the other, whatever is in them. A record that cannot be read costs no other: after
/// a quotation mark that is never closed, reading goes on with the next line. Memory does not grow with the file.
/// </summary>
/// <remarks>The parser of CsvHelper 34 reads UTF-8 only and stops at the first record it cannot read.</remarks>
internal sealed class CsvScanner(TextReader text, char delimiter)
{
    private const int LongestRecord = ImportLayout.CellMaxLength * 64;

    private static readonly Fault StrayQuote = new("There is a quotation mark where none may be. Within a quoted cell it is written twice.");

    private readonly List<string> cells = [];
    private char[] buffer = new char[64 * 1024];
    private int start; // of the record, within the buffer
    private int end;
    private int line = 1;
    private bool hasEnded;
    private Fault? fault;

    public static IEnumerable<CsvRow> Read(TextReader text, char delimiter)
    {
        var scanner = new CsvScanner(text, delimiter);
        while (scanner.Next() is { } row)
        {
            yield return row;
        }
    }

    // Places are counted from the record's beginning: reading more moves it within the buffer.
    private CsvRow? Next()
    {
        cells.Clear();
        fault = null;
        if (!Has(0))
        {
            return null;
        }

        for (var at = 0; ;)
        {
            var stop = QuoteAt(at) is { } quote ? Quoted(quote) : Plain(at);
            if (stop < 0)
            {
                return Broken();
            }

            if (!Has(stop))
            {
                return Row(stop);
            }

            if (this[stop] != delimiter)
            {
                return Row(stop + (this[stop] == '\r' && Has(stop + 1) && this[stop + 1] == '\n' ? 2 : 1));
            }

            at = stop + 1;
            if (!Has(at))
            {
                Add([]);
                return Row(at);
            }
        }
    }

    private char this[int place] => buffer[start + place];

    /// <summary>Where the quotation mark stands that opens the cell: at its beginning, or behind spaces ("a", "b"). Null: nowhere.</summary>
    private int? QuoteAt(int from)
    {
        var at = from;
        while (Has(at) && this[at] == ' ')
        {
            at++;
        }

        return Has(at) && this[at] == '"' ? at : null;
    }

    /// <summary>Where the cell ends; less than 0: nowhere near.</summary>
    private int Plain(int from)
    {
        for (var searched = from; ;)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOfAny(delimiter, '\r', '\n');
            if (found >= 0)
            {
                AddPlain(buffer.AsSpan(start + from, searched + found - from));
                return searched + found;
            }

            searched = end - start;
            if (searched > LongestRecord)
            {
                return -1;
            }

            if (!Has(searched))
            {
                AddPlain(buffer.AsSpan(start + from, searched - from));
                return searched;
            }
        }
    }

    /// <summary>Where the cell ends; less than 0: its quotation mark is never closed.</summary>
    private int Quoted(int from)
    {
        var hasPairs = false;
        for (var at = from + 1; ;)
        {
            var found = Has(at) ? buffer.AsSpan(start + at, end - start - at).IndexOf('"') : -1;
            at = found < 0 ? end - start : at + found;
            if (at - from > ImportLayout.CellMaxLength || (found < 0 && !Has(at)))
            {
                return -1;
            }

            if (found < 0)
            {
                continue;
            }

            if (Has(at + 1) && this[at + 1] == '"')
            {
                (hasPairs, at) = (true, at + 2);
                continue;
            }

            var inside = new string(buffer, start + from + 1, at - from - 1);
            Add(hasPairs ? inside.Replace("\"\"", "\"", StringComparison.Ordinal) : inside);
            at++;
            while (Has(at) && this[at] == ' ' && delimiter != ' ')
            {
                at++;
            }

            if (Has(at) && this[at] != delimiter && this[at] is not ('\r' or '\n'))
            {
                if (inside.AsSpan().ContainsAny('\r', '\n'))
                {
                    return -1; // opened in one record, closed by the opening of another
                }

                fault ??= StrayQuote;
                return Plain(at);
            }

            return at;
        }
    }

    // Where cells are quoted, a mark within an unquoted one may belong to anything. Listings of core banking quote nothing.
    private void AddPlain(ReadOnlySpan<char> cell)
    {
        if (delimiter is ',' or ';' && cell.Contains('"') && !IsTextFormula(cell.Trim(' ')))
        {
            fault ??= StrayQuote;
        }

        Add(cell);
    }

    // ="0123": how programs keep a spreadsheet from making a number of it.
    private static bool IsTextFormula(ReadOnlySpan<char> cell) => cell is ['=', '"', .., '"'] && cell[2..].IndexOf('"') == cell.Length - 3;

    private void Add(ReadOnlySpan<char> cell)
    {
        if (cells.Count >= ImportLayout.MaxColumns)
        {
            fault = new("The row has more than {0} cells.", ImportLayout.MaxColumns);
        }
        else if (cell.Length > ImportLayout.CellMaxLength)
        {
            fault = new("A cell has more than {0} letters.", ImportLayout.CellMaxLength);
            cells.Add("");
        }
        else
        {
            fault ??= FaultOf(cell);
            cells.Add(cell.IsEmpty ? "" : cell.ToString());
        }
    }

    private static Fault? FaultOf(ReadOnlySpan<char> cell) =>
        cell.IndexOfAny(Encodings.Undecodable, '\0') is not (>= 0 and var at) ? null
        : cell[at] == '\0' ? new("The row contains zero bytes, which no text has.")
        : new("The row contains bytes that are no letters of the chosen encoding. Was the file cut off, or is the encoding another?");

    private CsvRow Row(int length)
    {
        var row = new CsvRow(line, [.. cells], fault);
        line += LineBreaks(buffer.AsSpan(start, length));
        start += length;
        return row;
    }

    /// <summary>The rest of the line is given up, and nothing more.</summary>
    private CsvRow Broken()
    {
        var row = new CsvRow(line, [.. cells], new("A quotation mark is opened and never closed, or a cell has more than {0} letters.", ImportLayout.CellMaxLength));
        int found;
        while ((found = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n')) < 0)
        {
            start = end;
            if (!Has(0))
            {
                return row;
            }
        }

        line++;
        start += found;
        start += this[0] == '\r' && Has(1) && this[1] == '\n' ? 2 : 1;
        return row;
    }

    private static int LineBreaks(ReadOnlySpan<char> record)
    {
        var breaks = 0;
        for (var at = record.IndexOfAny('\r', '\n'); at >= 0; at = record.IndexOfAny('\r', '\n'))
        {
            breaks++;
            record = record[(at + (record[at] == '\r' && at + 1 < record.Length && record[at + 1] == '\n' ? 2 : 1))..];
        }

        return breaks;
    }

    /// <summary>Whether there is a letter at this place; reads more where need be.</summary>
    private bool Has(int place)
    {
        while (start + place >= end)
        {
            if (hasEnded)
            {
                return false;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var count = text.Read(buffer, end, buffer.Length - end);
            hasEnded = count == 0;
            end += count;
        }

        return true;
    }
}
