using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class CsvScannerTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a,b\r\n1,2", "a|b/1|2")]
    [InlineData("a\r1\r\n2\n3", "a/1/2/3")]
    [InlineData("a,,c\n,,\n", "a||c/||")]
    [InlineData("\n\n", "/")]
    [InlineData("1, x,3", "1| x|3")]
    [InlineData("1,\"\",3", "1||3")]
    [InlineData("\"a,b\",\"say \"\"hi\"\"\"\n", "a,b|say \"hi\"")]
    [InlineData("\"one\r\ntwo\",b\nc,d", "one\r\ntwo|b/c|d")]
    [InlineData("1, \"x, y\" ,3", "1|x, y|3")]
    [InlineData("1,=\"0123\",3", "1|=\"0123\"|3")]
    [InlineData("", "")]
    public void Reads_records(string text, string expected) =>
        Assert.Equal(expected, string.Join('/', Read(text).Select(r => string.Join('|', r.Cells))));

    [Fact]
    public void A_mark_within_an_unquoted_cell_is_refused_where_cells_are_quoted_and_a_letter_where_they_are_not()
    {
        Assert.NotNull(Read("1,5\" pipe,3").Single().Fault);
        Assert.Equal(["1", "5\" pipe", "3"], CsvScanner.Read(new StringReader("1|5\" pipe|3"), '|').Single().Cells);
    }

    [Fact]
    public void Says_the_line_a_record_begins_on() =>
        Assert.Equal([1, 2, 4, 5], Read("a,b\n\"x\ny\",2\r\n3,4\r5,6").Select(r => r.Line));

    [Fact]
    public void A_quotation_mark_in_the_wrong_place_costs_its_row_only()
    {
        var rows = Read("a,b\n1,\"Hey, \" it\",3\n4,5\n");

        Assert.Equal([true, false, true], rows.Select(r => r.Fault is null));
        Assert.Equal(["4", "5"], rows[2].Cells);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_its_row_only()
    {
        var rows = Read("a,b\n1,\"open\n4,5\n6,7");

        Assert.Equal([(1, true), (2, false), (3, true), (4, true)], rows.Select(r => (r.Line, r.Fault is null)));
    }

    [Fact]
    public void A_quotation_mark_that_the_next_record_closes_costs_its_row_only()
    {
        var rows = Read("a,b\n1,\"open\n4,\"five\"\n6,7");

        Assert.Equal([(1, true), (2, false), (3, true), (4, true)], rows.Select(r => (r.Line, r.Fault is null)));
        Assert.Equal(["4", "five"], rows[2].Cells);
    }

    [Fact]
    public void A_cell_of_a_megabyte_costs_its_row_only()
    {
        var rows = Read($"a,b\n1,{new string('x', 1024 * 1024)}\n2,\"{new string('y', 1024 * 1024)}\"\n3,{new string('z', 5 * 1024 * 1024)}\n4,5\n");

        Assert.Equal([(1, true), (2, false), (3, false), (4, false), (5, true)], rows.Select(r => (r.Line, r.Fault is null)));
        Assert.Equal(["4", "5"], rows[4].Cells);
    }

    [Fact]
    public void Too_many_cells_and_zero_bytes_are_refused()
    {
        var rows = Read($"{new string(',', 300)}\na\0b\nc");

        Assert.Equal(ImportLayout.MaxColumns, rows[0].Cells.Length);
        Assert.Equal([false, false, true], rows.Select(r => r.Fault is null));
    }

    [Fact]
    public void Records_across_the_buffers_edge_stay_whole()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i).Append(",\"a\"\"b\nc\",").Append('x', i % 90).Append("\r\n");
        }

        var rows = Read(text.ToString());

        Assert.Equal(20_000, rows.Count);
        Assert.All(rows.Index(), r => Assert.Equal([$"{r.Index}", "a\"b\nc", new string('x', r.Index % 90)], r.Item.Cells));
        Assert.Equal(39_999, rows[^1].Line);
    }

    private static List<CsvRow> Read(string text) => [.. CsvScanner.Read(new StringReader(text), ',')];
}
