using System.IO.Compression;
using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class WorkbookTests
{
    private const string Header = "<row r='3'><c r='A3' t='inlineStr'><is><t>客户姓名</t></is></c><c r='B3' t='s'><v>0</v></c><c r='C3' t='inlineStr'><is><t>出生日期</t></is></c>"
        + "<c r='D3' t='inlineStr'><is><t>邮编</t></is></c><c r='E3' t='inlineStr'><is><t>手机号</t></is></c></row>";

    [Fact]
    public async Task Cells_are_read_as_Excel_shows_them_and_lines_are_its_rows()
    {
        var content = Book(("客户", "<row r='1'><c r='A1' t='inlineStr'><is><t>支行客户清单</t></is></c></row>" + Header
            + "<row r='4'><c r='A4' t='inlineStr'><is><t>王芳\n</t></is></c><c r='B4' t='inlineStr'><is><t>110101199003077758</t></is></c><c r='C4' s='1'><v>32939</v></c>"
            + "<c r='D4' s='2'><v>12345</v></c><c r='E4'><v>13800138000</v></c></row>"
            + "<row r='6'><c r='A6' t='inlineStr'><is><t>李雷</t></is></c><c r='B6'><v>1.10101199003078E+17</v></c></row>"));

        var (layout, rows) = await ImportReadingTests.ReadAsync(content);

        Assert.Equal((ImportKind.Workbook, 3, "客户"), (layout.Kind, layout.HeaderLine, layout.Sheet));
        var customers = ImportReadingTests.Customers(rows);
        Assert.Equal([4, 6], customers.Select(r => r.Line));
        Assert.Equal("1990-03-07", customers[0].Fields[ImportField.BirthDate]);
        Assert.Equal("012345", customers[0].Fields[ImportField.PostalCode]);
        Assert.Equal("13800138000", customers[0].Fields[ImportField.Mobile]);
        Assert.StartsWith("A spreadsheet has shortened this number", Assert.Single(customers[1].Refusals, f => f.Field is ImportField.DocumentNumber).Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_with_the_customers_is_taken_and_named()
    {
        var (layout, rows) = await ImportReadingTests.ReadAsync(Book(
            ("说明", "<row r='1'><c r='A1' t='inlineStr'><is><t>请勿外传</t></is></c></row>"),
            ("名单", Header + "<row r='4'><c r='A4' t='inlineStr'><is><t>王芳</t></is></c></row>")));

        Assert.Equal("名单", layout.Sheet);
        Assert.Equal(["说明", "名单"], layout.Sheets);
        Assert.Equal("王芳", ImportReadingTests.Customers(rows).Single().Fields[ImportField.Name]);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_far_too_much_is_refused()
    {
        var bomb = Book(("客户", Header + $"<row r='4'><c r='A4' t='inlineStr'><is><t>{new string('x', 80 * 1024 * 1024)}</t></is></c></row>"));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportReadingTests.OpenAsync(bomb, new()));

        Assert.StartsWith("The workbook unpacks to far more", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_no_workbook_and_a_workbook_cut_off_are_refused()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("a.txt");
        }

        var whole = Book(("客户", Header));

        var other = await Assert.ThrowsAsync<RefusedException>(() => ImportReadingTests.OpenAsync(archive.ToArray(), new()));
        var cut = await Assert.ThrowsAsync<RefusedException>(() => ImportReadingTests.OpenAsync(whole[..(whole.Length / 2)], new()));

        Assert.StartsWith("This is a ZIP archive and no Excel workbook", other.Message, StringComparison.Ordinal);
        Assert.StartsWith("The workbook is damaged", cut.Message, StringComparison.Ordinal);
    }

    internal static byte[] Book(params (string Name, string Rows)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>");
            Write(zip, "_rels/.rels", $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='{Relations}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
            Write(zip, "xl/workbook.xml", $"<workbook xmlns='{Main}' xmlns:r='{Relations}'><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name='{s.Name}' sheetId='{i + 1}' r:id='s{i}'/>"))}</sheets></workbook>");
            Write(
                zip, "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id='s{i}' Type='{Relations}/worksheet' Target='worksheets/sheet{i}.xml'/>"))
                + $"<Relationship Id='t' Type='{Relations}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='y' Type='{Relations}/styles' Target='styles.xml'/></Relationships>");
            Write(zip, "xl/sharedStrings.xml", $"<sst xmlns='{Main}'><si><t>证件号码</t></si></sst>");
            Write(zip, "xl/styles.xml", $"<styleSheet xmlns='{Main}'><numFmts><numFmt numFmtId='164' formatCode='000000'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14' applyNumberFormat='1'/><xf numFmtId='164' applyNumberFormat='1'/></cellXfs></styleSheet>");
            foreach (var (place, sheet) in sheets.Index())
            {
                Write(zip, $"xl/worksheets/sheet{place}.xml", $"<worksheet xmlns='{Main}'><sheetData>{sheet.Rows}</sheetData></worksheet>");
            }
        }

        return content.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var to = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        to.Write(text);
    }
}
