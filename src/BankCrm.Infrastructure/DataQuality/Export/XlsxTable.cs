using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>
/// One sheet of Excel, whose cells are all text: long numbers keep their digits, and nothing is a formula. Written straight into the
/// archive: the library for these files would hold the whole sheet in memory.
/// </summary>
internal sealed class XlsxTable : ITable
{
    /// <summary>What a sheet holds, rows of heading and end included.</summary>
    public const int MostRows = 1_048_576;

    private const int CellMaxLength = 32_767;
    private readonly ZipArchive archive;
    private readonly Stream sheetStream;
    private readonly XmlWriter sheet;
    private readonly TableMark mark;
    private int row;

    public XlsxTable(Stream to, TableMark mark)
    {
        this.mark = mark;
        archive = new(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in XlsxParts.Of(mark))
        {
            using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        sheetStream = archive.CreateEntry(XlsxParts.Sheet, CompressionLevel.Fastest).Open();
        sheet = XmlWriter.Create(sheetStream, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize });
        Begin();
    }

    public void Write(IReadOnlyList<string> cells)
    {
        var isHeading = row++ == 0;
        sheet.WriteStartElement("row");
        sheet.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in cells)
        {
            sheet.WriteStartElement("c");
            sheet.WriteAttributeString("s", isHeading ? XlsxParts.HeadingStyle : XlsxParts.TextStyle);
            sheet.WriteAttributeString("t", "inlineStr");
            sheet.WriteStartElement("is");
            sheet.WriteStartElement("t");
            sheet.WriteAttributeString("xml", "space", null, "preserve");
            sheet.WriteString(Storable(cell));
            sheet.WriteEndElement();
            sheet.WriteEndElement();
            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
    }

    public void Finish(string lastLine)
    {
        Write([lastLine]);
        sheet.WriteEndElement();
        sheet.WriteStartElement("headerFooter");
        sheet.WriteElementString("oddHeader", XlsxParts.Printable(mark.Title));
        sheet.WriteElementString("oddFooter", XlsxParts.Printable(mark.Mark));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Dispose();
        sheetStream.Dispose();
        archive.Dispose();
    }

    public void Dispose()
    {
        sheet.Dispose();
        sheetStream.Dispose();
        archive.Dispose();
    }

    // The heading stays in sight.
    private void Begin()
    {
        sheet.WriteStartElement("worksheet", "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
        sheet.WriteStartElement("sheetViews");
        sheet.WriteStartElement("sheetView");
        sheet.WriteAttributeString("workbookViewId", "0");
        sheet.WriteStartElement("pane");
        sheet.WriteAttributeString("ySplit", "1");
        sheet.WriteAttributeString("topLeftCell", "A2");
        sheet.WriteAttributeString("activePane", "bottomLeft");
        sheet.WriteAttributeString("state", "frozen");
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetFormatPr");
        sheet.WriteAttributeString("defaultColWidth", "18");
        sheet.WriteAttributeString("defaultRowHeight", "15");
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData");
    }

    // Letters that XML has no place for would make the file unreadable.
    private static string Storable(string cell)
    {
        var text = cell.Length > CellMaxLength ? cell[..CellMaxLength] : cell;
        return text.All(XmlConvert.IsXmlChar) ? text : XlsxParts.Clean(text);
    }
}
