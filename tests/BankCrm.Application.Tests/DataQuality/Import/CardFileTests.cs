using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class CardFileTests
{
    [Fact]
    public async Task Cards_of_three_versions_become_rows_at_the_lines_they_begin_on()
    {
        const string Cards =
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:王;小明;;;\r\nFN:王小明\r\nitem1.TEL;TYPE=CELL:+86 138 0013 8000\r\nEMAIL;TYPE=INTERNET:wang@example.com\r\nBDAY:1985-03-07\r\n"
            + "ADR;TYPE=HOME:;;中山路1号;南京市;江苏省;210000;中国\r\nNOTE:第一行\\n第二行\\, 有逗号\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n"
            + "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:欧阳建国\r\nTEL;VALUE=uri;TYPE=\"voice,work\":tel:+86-25-5555-0001\r\nORG:某某贸易有限公司;财务部\r\nNOTE:很长\r\n 的一行\r\nEND:VCARD\r\n"
            + "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=\r\n=E9=9D=99\r\nTEL;CELL:13900139000\r\nEND:VCARD\r\n";

        var (layout, rows) = await ImportReadingTests.ReadAsync(Encoding.UTF8.GetBytes(Cards));

        Assert.Equal((ImportKind.Cards, 0), (layout.Kind, layout.HeaderLine));
        Assert.Equal([1, 13, 21], rows.Select(r => r.Line));
        Assert.All(rows, r => Assert.Empty(r.Refusals));
        Assert.Equal(("王小明", "王", "13800138000", "1985-03-07"), (Of(rows[0], ImportField.Name), Of(rows[0], ImportField.Surname), Of(rows[0], ImportField.Mobile), Of(rows[0], ImportField.BirthDate)));
        Assert.Equal(("中山路1号", "南京市", "第一行\n第二行, 有逗号"), (Of(rows[0], ImportField.Line1), Of(rows[0], ImportField.City), Of(rows[0], ImportField.Note)));
        Assert.Equal(("+86-25-5555-0001", "某某贸易有限公司", "很长的一行"), (Of(rows[1], ImportField.Landline), Of(rows[1], ImportField.Employer), Of(rows[1], ImportField.Note)));
        Assert.Equal(("李静", "13900139000"), (Of(rows[2], ImportField.Name), Of(rows[2], ImportField.Mobile)));
    }

    [Fact]
    public async Task A_card_without_an_end_is_refused_and_costs_no_other()
    {
        var (_, rows) = await ImportReadingTests.ReadAsync(Encoding.UTF8.GetBytes("BEGIN:VCARD\nFN:王芳\nBEGIN:VCARD\nFN:李雷\nEND:VCARD\nBEGIN:VCARD\nFN:韩"));

        Assert.Equal([(1, false), (3, true), (6, false)], rows.Select(r => (r.Line, r.Refusals.Count == 0)));
    }

    private static string Of(RowReading row, ImportField field) => row.Fields.GetValueOrDefault(field, "");
}
