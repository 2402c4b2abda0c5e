using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>What an XLSX file holds besides its sheet.</summary>
internal static class XlsxParts
{
    public const string Sheet = "xl/worksheets/sheet1.xml";
    public const string TextStyle = "1";
    public const string HeadingStyle = "2";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Formats = "http://schemas.openxmlformats.org/";

    public static IEnumerable<(string Name, string Content)> Of(TableMark mark)
    {
        yield return ("[Content_Types].xml",
            $"""
            {Declaration}<Types xmlns="{Formats}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """);
        yield return ("_rels/.rels",
            $"""
            {Declaration}<Relationships xmlns="{Formats}package/2006/relationships"><Relationship Id="rId1" Type="{Formats}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Formats}package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
            """);
        yield return ("docProps/core.xml",
            $"""
            {Declaration}<cp:coreProperties xmlns:cp="{Formats}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(mark.Title)}</dc:title><dc:creator>{Escaped(mark.Author)}</dc:creator><dc:description>{Escaped(mark.Mark)}</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">{mark.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</dcterms:created></cp:coreProperties>
            """);
        yield return ("xl/workbook.xml",
            $"""
            {Declaration}<workbook xmlns="{Formats}spreadsheetml/2006/main" xmlns:r="{Formats}officeDocument/2006/relationships"><sheets><sheet name="{Escaped(mark.Title)}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels",
            $"""
            {Declaration}<Relationships xmlns="{Formats}package/2006/relationships"><Relationship Id="rId1" Type="{Formats}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Formats}officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
            """);
        yield return ("xl/styles.xml",
            $"""
            {Declaration}<styleSheet xmlns="{Formats}spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
            """);
    }

    /// <summary>For a line that is printed on each page: its signs mean nothing there, and it may have 255.</summary>
    public static string Printable(string text)
    {
        var line = "&C" + Clean(text).Replace("&", "&&", StringComparison.Ordinal);
        return line.Length > 255 ? line[..255] : line;
    }

    /// <summary>Letters that XML has no place for are replaced.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }

    private static string Escaped(string text) => SecurityElement.Escape(Clean(text))!;
}
