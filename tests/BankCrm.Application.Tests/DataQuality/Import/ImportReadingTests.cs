using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportReadingTests
{
    private const string List = "客户姓名,证件号码,手机号,备注\n王芳,110101199003077758,13800138000,老客户，已开通\n";
    private const string Traditional = "客戶姓名,證件號碼,手機號,備註\n陳大文,110101199003077758,13800138000,請於下午聯絡\n";

    [Theory]
    [InlineData("utf-8", ImportEncoding.Utf8)]
    [InlineData("GB18030", ImportEncoding.Gb18030)]
    [InlineData("utf-16", ImportEncoding.Utf16)]
    [InlineData("utf-16BE", ImportEncoding.Utf16)]
    public async Task The_encoding_is_recognised_without_a_mark(string encoding, ImportEncoding recognised)
    {
        var (layout, rows) = await ReadAsync(Bytes(encoding, List));

        Assert.Equal(recognised, layout.Encoding);
        Assert.Equal("王芳", Customers(rows).Single().Fields[ImportField.Name]);
    }

    [Fact]
    public async Task Traditional_letters_of_Big5_are_told_from_simplified_ones()
    {
        var (layout, rows) = await ReadAsync(Bytes("big5", Traditional));

        Assert.Equal(ImportEncoding.Big5, layout.Encoding);
        Assert.Equal("陳大文", Customers(rows).Single().Fields[ImportField.Name]);
        Assert.Equal("110101199003077758", Customers(rows).Single().Fields[ImportField.DocumentNumber]);
    }

    [Fact]
    public async Task A_file_of_western_Europe_keeps_its_accents()
    {
        var (layout, rows) = await ReadAsync(Bytes("windows-1252", "First Name;Last Name;Email\nRené;Müller;rm@example.com\nJosé;Núñez;jn@example.com\n"));

        Assert.Equal((ImportEncoding.Western, ';'), (layout.Encoding, layout.Delimiter));
        Assert.Equal("Müller", rows[1].Fields[ImportField.Surname]);
    }

    [Fact]
    public async Task One_letter_cut_in_two_does_not_make_UTF8_another_encoding()
    {
        var (layout, rows) = await ReadAsync([.. Bytes("utf-8", List + "李雷,"), 0xE6, 0x9D]);

        Assert.Equal(ImportEncoding.Utf8, layout.Encoding);
        Assert.Equal([true, false], Customers(rows).Select(r => r.Refusals.Count == 0));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    [InlineData('|')]
    [InlineData('^')]
    [InlineData('\u0001')]
    public async Task What_parts_the_cells_is_recognised(char delimiter)
    {
        var (layout, rows) = await ReadAsync(Bytes("utf-8", "支行客户,清单\n" + List.Replace(',', delimiter)));

        Assert.Equal((delimiter, 2), (layout.Delimiter, layout.HeaderLine));
        Assert.Equal("13800138000", Customers(rows).Single().Fields[ImportField.Mobile]);
    }

    [Fact]
    public async Task A_line_for_Excel_that_names_the_delimiter_is_obeyed_and_no_customer()
    {
        var (layout, rows) = await ReadAsync(Bytes("utf-8", "sep=;\n姓名;手机号\n王芳;13800138000\n"));

        Assert.Equal((';', 2), (layout.Delimiter, layout.HeaderLine));
        Assert.Equal([NoCustomer.Title, NoCustomer.Header, null], rows.Select(r => r.LeftOut));
    }

    [Fact]
    public async Task A_file_without_a_header_loses_no_customer()
    {
        var (layout, rows) = await ReadAsync(Bytes("utf-8", "王芳,110101199003077758,13800138000,男\n李雷,110101199003077811,13800138001,男\n韩梅,110101199003077782,13800138002,女\n"));

        Assert.Equal(0, layout.HeaderLine);
        Assert.Equal(["王芳", "李雷", "韩梅"], rows.Select(r => r.Fields[ImportField.Name]));
        Assert.Equal("Male", rows[0].Fields[ImportField.Sex]);
    }

    [Theory]
    [InlineData("合　计,,,25736.89")]
    [InlineData("制表人：王芳,,,")]
    [InlineData("共 12 户,,,")]
    [InlineData("Grand total,,,1")]
    [InlineData("第2页,,,")]
    [InlineData("客户姓名,证件号码,手机号,备注")]
    [InlineData(",,,")]
    [InlineData("")]
    public async Task What_people_put_between_the_rows_is_no_customer(string line)
    {
        var (_, rows) = await ReadAsync(Bytes("utf-8", $"{List}{line}\n李雷,,13800138001,\n"));

        Assert.Equal(["王芳", "李雷"], Customers(rows).Select(r => r.Fields[ImportField.Name]));
    }

    [Fact]
    public async Task A_name_alone_is_a_customer_and_a_total_with_a_number_of_somebody_too()
    {
        var (_, rows) = await ReadAsync(Bytes("utf-8", $"{List}李雷,,,\n合计,,13800138001,\n"));

        Assert.Equal(["王芳", "李雷", "合计"], Customers(rows).Select(r => r.Fields[ImportField.Name]));
    }

    [Fact]
    public async Task Days_that_can_be_read_in_two_ways_are_asked_for_and_then_read()
    {
        var list = Bytes("utf-8", "姓名,生日\n王芳,3/7/1985\n");
        var reading = await OpenAsync(list, new());
        var told = await OpenAsync(list, new(DateOrder: DateOrder.DayFirst));

        Assert.True(reading.NeedsDateOrder);
        Assert.Equal(ImportField.BirthDate, Customers([.. reading.Rows]).Single().Refusals.Single().Field);
        Assert.False(told.NeedsDateOrder);
        Assert.Equal("1985-07-03", Customers([.. told.Rows]).Single().Fields[ImportField.BirthDate]);
    }

    [Fact]
    public async Task A_header_that_says_the_order_of_its_days_is_believed()
    {
        var reading = await OpenAsync(Bytes("utf-8", "Name,Date of birth (DD/MM/YYYY)\nAnn Lee,3/7/1985\n"), new());

        Assert.Equal("1985-07-03", Customers([.. reading.Rows]).Single().Fields.GetValueOrDefault(ImportField.BirthDate));
    }

    [Fact]
    public async Task A_balance_is_read_told_where_it_is_none_and_its_row_comes_in()
    {
        var (_, rows) = await ReadAsync(Bytes("utf-8", "姓名,资产余额(元),来源\n王芳,\"￥2,494.12\",外拓\n李雷,1.2万,\n韩梅,\"1.234,50\",\n"));

        Assert.Equal("2494.12", Customers(rows)[0].Fields[ImportField.Balance]);
        Assert.Equal("1234.50", Customers(rows)[2].Fields[ImportField.Balance]);
        Assert.Equal("外拓", Customers(rows)[0].Others["来源"]);
        Assert.Equal(ImportField.Balance, Customers(rows)[1].Remarks.Single().Field);
        Assert.Empty(Customers(rows)[1].Refusals);
    }

    [Fact]
    public async Task The_same_document_twice_in_a_file_is_refused_the_second_time()
    {
        var (_, rows) = await ReadAsync(Bytes("utf-8", $"{List}王芳,110101199003077758,13900139000,\n"));

        Assert.Equal([2, 3], Customers(rows).Select(r => r.Line));
        Assert.Equal(ImportField.DocumentNumber, Customers(rows)[1].Refusals.Single().Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7")]
    public async Task What_is_no_list_is_refused(string content) =>
        await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(Encoding.UTF8.GetBytes(content), new()));

    internal static async Task<FileReading> OpenAsync(byte[] content, ReadingWishes wishes) =>
        await ImportSetup.Reading(new ConfigurationBuilder().Build(), TimeProvider.System, NullLoggerFactory.Instance)
            .OpenAsync(new MemoryStream(content), "list", wishes, default);

    internal static async Task<(ImportLayout Layout, List<RowReading> Rows)> ReadAsync(byte[] content)
    {
        using var file = await OpenAsync(content, new());
        return (file.Layout, [.. file.Rows]);
    }

    internal static List<RowReading> Customers(IEnumerable<RowReading> rows) => [.. rows.Where(r => r.LeftOut is null)];

    private static byte[] Bytes(string encoding, string text) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);
}
