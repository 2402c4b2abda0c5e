namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Where the properties of a card go: one column for each thing an import can take, under names it knows.</summary>
internal static class CardColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "Full name", "Family name", "Given name", "Middle name", "Nickname", "Mobile", "Telephone", "E-mail", "Birthday", "Sex",
        "Street", "Line 2", "City", "Province", "Postal code", "Country", "Organisation", "Title", "Categories", "Note", "UID",
        "Further mobile", "Further telephone", "Further e-mail", "Further address",
    ];

    public static readonly IReadOnlyList<string> None = [.. Names.Select(_ => "")];

    public static IReadOnlyList<string> Of(IEnumerable<CardProperty> card)
    {
        var cells = Names.ToDictionary(n => n, _ => "");
        foreach (var property in card)
        {
            Take(property, cells);
        }

        return [.. Names.Select(n => cells[n])];
    }

    private static void Take(CardProperty property, Dictionary<string, string> cells)
    {
        switch (property.Name)
        {
            case "FN":
                Put(cells, "Full name", property.Text());
                break;
            case "N":
                PutAll(cells, property.Parts(), "Family name", "Given name", "Middle name");
                break;
            case "NICKNAME":
                Put(cells, "Nickname", property.Text());
                break;
            case "TEL":
                TakePhone(property, cells);
                break;
            case "EMAIL":
                Put(cells, cells["E-mail"].Length == 0 ? "E-mail" : "Further e-mail", property.Text().Replace("mailto:", "", StringComparison.OrdinalIgnoreCase));
                break;
            case "BDAY":
                Put(cells, "Birthday", property.Text());
                break;
            case "GENDER" or "X-GENDER":
                Put(cells, "Sex", property.Parts()[0]);
                break;
            case "ADR":
                TakeAddress(property, cells);
                break;
            case "ORG":
                Put(cells, "Organisation", property.Parts()[0]);
                break;
            case "TITLE" or "ROLE":
                Put(cells, "Title", cells["Title"].Length == 0 ? property.Text() : "");
                break;
            case "CATEGORIES":
                Put(cells, "Categories", property.Text());
                break;
            case "NOTE":
                Put(cells, "Note", property.Text());
                break;
            case "UID":
                Put(cells, "UID", property.Text());
                break;
        }
    }

    private static void TakePhone(CardProperty property, Dictionary<string, string> cells)
    {
        if (property.Types.Contains("FAX") || property.Types.Contains("PAGER"))
        {
            return;
        }

        var number = property.Text();
        number = number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? number[4..].Split(';')[0] : number;
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        var isMobile = property.Types.Contains("CELL") || property.Types.Contains("IPHONE") || (digits.Length == 11 && digits[0] == '1' && digits[1] >= '3');
        var column = isMobile ? "Mobile" : "Telephone";
        Put(cells, cells[column].Length == 0 ? column : $"Further {column.ToLowerInvariant()}", number);
    }

    // Post office box and the part before the street are hardly ever filled; what stands there goes to the second line.
    private static void TakeAddress(CardProperty property, Dictionary<string, string> cells)
    {
        var parts = property.Parts();
        if (cells["Street"].Length + cells["City"].Length > 0)
        {
            Put(cells, "Further address", string.Join(' ', parts.Where(p => p.Length > 0)));
            return;
        }

        Put(cells, "Line 2", string.Join(' ', parts.Take(2).Where(p => p.Length > 0)));
        PutAll(cells, [.. parts.Skip(2)], "Street", "City", "Province", "Postal code", "Country");
    }

    private static void PutAll(Dictionary<string, string> cells, IReadOnlyList<string> parts, params string[] columns)
    {
        foreach (var (place, column) in columns.Index().Where(c => c.Index < parts.Count))
        {
            Put(cells, column, parts[place]);
        }
    }

    /// <summary>What comes twice stands in one cell, behind a semicolon.</summary>
    private static void Put(Dictionary<string, string> cells, string column, string text)
    {
        if (text.Length > 0)
        {
            cells[column] = cells[column].Length == 0 ? text : $"{cells[column]}; {text}";
        }
    }
}
