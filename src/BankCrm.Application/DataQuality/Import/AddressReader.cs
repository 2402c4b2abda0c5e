using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>The address of a row, from one cell or from several, and the country it is in.</summary>
internal static class AddressReader
{
    public static string Country(RowCells cells, CsvRow row, RowNotes notes)
    {
        var text = CellText.Number(cells.Cell(row, ImportField.Country));
        if (text.Length == 0)
        {
            return "CN";
        }

        if (Words.Country(text) is { } code)
        {
            return code;
        }

        notes.Fault(ImportField.Country, new("No country is called so here. Write its two letters, such as CN."));
        return "CN";
    }

    public static PostalAddress? Read(RowCells cells, CsvRow row, string country, RowNotes notes)
    {
        var (whole, street) = (CellText.Clean(cells.Cell(row, ImportField.Address)), CellText.Clean(cells.Cell(row, ImportField.Line1)));
        var (province, city, district) = (cells.Text(row, ImportField.Province), cells.Text(row, ImportField.City), cells.Text(row, ImportField.District));
        var (line2, code) = (cells.Text(row, ImportField.Line2), CellText.Number(cells.Cell(row, ImportField.PostalCode)));
        if (street.Length == 0 && whole.Length > 0)
        {
            if (CleanText.Check(whole, PostalAddress.LineMaxLength) is { } fault)
            {
                notes.Fault(ImportField.Address, fault); // before it is taken apart: the joints swallow line breaks
            }

            return country is "CN" && province.Length + city.Length + district.Length == 0
                ? ChineseAddress.Read(whole) with { Line2 = line2, PostalCode = code }
                : new(country, province, city, district, whole, line2, code);
        }

        // The street of Salesforce is a box of several lines.
        if (line2.Length == 0 && street.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var first, var second])
        {
            (street, line2) = (first, second);
        }

        if (street.Length == 0 && (province + city + district + line2 + code).Length > 0)
        {
            notes.Remark(ImportField.Line1, new("Without a street the address was left out."));
        }

        return street.Length == 0 ? null : new(country, province, city, district, street, line2, code);
    }
}
