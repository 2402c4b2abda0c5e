using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class DraftReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Title_lines_totals_and_blank_lines_are_no_customers()
    {
        var (layout, rows) = Read("支行客户清单,,\n,,\n客户姓名,证件号码,手机号\n王芳,110101199003077758,13800138000\n\n客户姓名,证件号码,手机号\n合计,,\n");

        Assert.Equal(3, layout.HeaderLine);
        var row = Assert.Single(rows);
        Assert.Equal(("王芳", "110101199003077758", "13800138000", 4), (row.Draft.Name, row.Draft.DocumentNumber, row.Draft.Mobile, row.Line));
    }

    [Fact]
    public void Spreadsheets_leave_their_marks_and_these_are_taken_off()
    {
        var (_, rows) = Read("姓名,证件号码,手机号,备注\n胡　桂芳 ,\"=\"\"110101199003077758\"\"\",１３８００１３８０００,=1+1\n\u200B李雷\uFEFF,'110101199003077758,13800138001,\t=2\n");

        Assert.Equal(["胡桂芳", "李雷"], rows.Select(r => r.Draft.Name));
        Assert.All(rows, r => Assert.Equal("110101199003077758", r.Draft.DocumentNumber));
        Assert.Equal(["13800138000", "13800138001"], rows.Select(r => r.Draft.Mobile));
        Assert.Equal(["=1+1", "\t=2"], rows.Select(r => r.Draft.Note));
    }

    [Fact]
    public void A_number_without_its_last_digits_is_refused_with_the_reason()
    {
        var (_, rows) = Read("姓名,证件号码\n王芳,1.10105E+17\n");

        var fault = Assert.Single(Assert.Single(rows).Faults);
        Assert.Equal(ImportField.DocumentNumber, fault.Field);
        Assert.StartsWith("A spreadsheet has shortened this number", fault.Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_a_spreadsheet_rounded_is_refused_with_the_reason()
    {
        var (_, rows) = Read("姓名,证件号码\n王芳,110101199003077000\n");

        Assert.StartsWith("A spreadsheet has rounded this number", Assert.Single(Assert.Single(rows).Faults).Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_for_nothing_is_left_out_and_told()
    {
        var (_, rows) = Read("姓名,证件号码,手机号,生日,性别,邮箱\n王芳,无,13800138000.0,0000-00-00,NULL,/\n");

        var row = Assert.Single(rows);
        Assert.Empty(row.Faults);
        Assert.Equal<(string, string, DateOnly?, Sex?, string)>(("", "13800138000", null, null, ""), (row.Draft.DocumentNumber, row.Draft.Mobile, row.Draft.BirthDate, row.Draft.Sex, row.Draft.Email));
        Assert.Equal([ImportField.DocumentNumber, ImportField.BirthDate, ImportField.Sex, ImportField.Email], row.Remarks.Select(r => r.Field!.Value).Order());
    }

    [Fact]
    public void Words_of_the_file_mean_what_somebody_said_they_mean()
    {
        var rows = CsvScanner.Read(new StringReader("姓名,性别,等级\n王芳,雌,特级\n"), ',').ToList();
        var layout = new ImportLayout(ImportEncoding.Utf8, ',', 1, rows[0].Cells);
        var mapping = Suggestion.Mapping(layout.Headers, rows[1..]) with
        {
            Words = new Dictionary<ImportField, IReadOnlyDictionary<string, string>>
            {
                [ImportField.Sex] = new Dictionary<string, string> { ["雌"] = "Female" },
                [ImportField.Tier] = new Dictionary<string, string> { ["特级"] = "Vip" },
            },
        };

        var unknown = new DraftReader(layout, mapping, Now, "list.csv").UnknownWords(rows[1]);
        var read = new DraftReader(layout, mapping, Now, "list.csv").Read(rows[1]);

        Assert.Equal([(ImportField.Sex, "雌"), (ImportField.Tier, "特级")], unknown);
        Assert.Equal((Sex.Female, CustomerTier.Vip), (read.Draft.Sex, read.Draft.Tier));
        Assert.Empty(read.Remarks);
    }

    [Fact]
    public void Who_wants_no_calls_and_no_mails_refuses_these_channels_and_no_others()
    {
        var (_, rows) = Read("Name,Do Not Call,Email Opt Out\nAnn Lee,true,1\nBob Lee,false,\n");

        Assert.Equal([ConsentChannel.Phone, ConsentChannel.Email], rows[0].Draft.RefusedChannels);
        Assert.Empty(rows[1].Draft.RefusedChannels);
    }

    [Fact]
    public void Rows_of_another_length_are_refused_unless_what_is_too_much_is_empty()
    {
        var (_, rows) = Read("姓名,手机号\n王芳\n李雷,13800138000,多余\n韩梅,13800138000,,\n");

        Assert.Equal([false, false, true], rows.Select(r => r.Faults.Count == 0));
    }

    [Fact]
    public void Of_two_columns_of_one_name_the_first_counts()
    {
        var (_, rows) = Read("姓名,手机号,手机号\n王芳,13800138000,\n");

        Assert.Equal("13800138000", Assert.Single(rows).Draft.Mobile);
    }

    [Theory]
    [InlineData("1954/9/7", "1954-09-07")]
    [InlineData("1974年10月5日", "1974-10-05")]
    [InlineData("19641020", "1964-10-20")]
    [InlineData("1983-09-10 00:00:00", "1983-09-10")]
    [InlineData("2026-01-02T03:04:05.000Z", "2026-01-02")]
    [InlineData("19906", "1954-07-01")]
    [InlineData("1950.03.08", "1950-03-08")]
    [InlineData("12-Mar-1985", "1985-03-12")]
    [InlineData("2026-01-01T20:00:00Z", "2026-01-02")]
    [InlineData("1985年3月7号", "1985-03-07")]
    [InlineData("一九八五年十二月二十一日", "1985-12-21")]
    [InlineData("二〇〇一年十月三十日", "2001-10-30")]
    [InlineData("民國74年3月7日", "1985-03-07")]
    [InlineData("19906.5", "1954-07-01")]
    [InlineData("", null)]
    public void Days_that_can_be_one_day_only_are_read(string cell, string? day) =>
        Assert.Equal((day is null ? null : DateOnly.Parse(day, null), null), DateText.Read(cell, order: null));

    [Theory]
    [InlineData("3/7/1985")]
    [InlineData("25/12/1985")]
    [InlineData("03.07.1985")]
    [InlineData("1985-02-30")]
    [InlineData("yesterday")]
    [InlineData("1985")]
    [InlineData("3/7/85")]
    [InlineData("一九八五年十三月一日")]
    [InlineData("--0512")]
    [InlineData("١٩٨٥-٠٣-٠٧")]
    [InlineData("99999999999/1/1")]
    public void Others_are_not_guessed(string cell) => Assert.NotNull(DateText.Read(cell, order: null).Fault);

    [Fact]
    public void Who_says_the_order_gets_the_day()
    {
        Assert.Equal(new DateOnly(1985, 7, 3), DateText.Read("3/7/1985", DateOrder.DayFirst).Day);
        Assert.Equal(new DateOnly(1985, 3, 7), DateText.Read("3/7/1985", DateOrder.MonthFirst).Day);
    }

    [Theory]
    [InlineData("Last Name,First Name,Mobile,Business Phone,Birthdate,Account Name", "Surname,GivenName,Mobile,Landline,BirthDate,Employer")]
    [InlineData("client_id,sex,fulldate,day,social,first,middle,last,phone,district_id", "ExternalRef,Sex,BirthDate,,DocumentNumber,GivenName,MiddleName,Surname,Mobile,Branch")]
    [InlineData("联系电话,说明,户名,建档时间,身份证号,时点余额(元),生日", "Mobile,Note,Name,RegisteredOn,DocumentNumber,Balance,BirthDate")]
    [InlineData("客戶姓名,證件號碼,手機號,開戶日期", "Name,DocumentNumber,Mobile,RegisteredOn")]
    [InlineData("First Name,Organization Name,E-mail 1 - Value,Phone 1 - Value,Address 1 - Street,Address 1 - City", "GivenName,Employer,Email,Mobile,Line1,City")]
    [InlineData("*姓名,手机号（必填）,身分證字號,結餘,Email Opt Out,DoNotCall", "Name,Mobile,DocumentNumber,Balance,RefusesEmail,RefusesCalls")]
    public void Columns_are_recognised_by_their_names(string headers, string fields)
    {
        var suggested = Suggestion.Mapping(headers.Split(','), []);

        Assert.Equal(fields, string.Join(',', suggested.Columns));
    }

    [Fact]
    public void And_by_what_stands_in_them()
    {
        var rows = Enumerable.Range(1, 5).Select(i => new CsvRow(i + 1, [$"王{i}", "110101199003077758", $"1380013800{i}", $"a{i}@example.com"])).ToList();

        Assert.Equal([ImportField.Name, ImportField.DocumentNumber, ImportField.Mobile, ImportField.Email], Suggestion.Mapping(["姓名", "a", "b", "c"], rows).Columns);
    }

    [Fact]
    public void A_chinese_address_in_one_cell_is_taken_apart_and_must_be_one_line()
    {
        var (_, rows) = Read("姓名,地址\n王芳,江苏省苏州市吴中区育才街152号翠湖苑5幢\n李雷,上海市浦东新区世纪大道1号\n韩梅,\"江苏省苏州市\n吴中区育才街1号\"\n");

        Assert.Equal(("江苏省", "苏州市", "吴中区", "育才街152号翠湖苑5幢"), (rows[0].Draft.Address!.Province, rows[0].Draft.Address!.City, rows[0].Draft.Address!.District, rows[0].Draft.Address!.Line1));
        Assert.Equal(("上海市", "浦东新区"), (rows[1].Draft.Address!.City, rows[1].Draft.Address!.District));
        Assert.Equal(ImportField.Address, Assert.Single(rows[2].Faults).Field);
    }

    [Fact]
    public void Other_systems_words_become_ours()
    {
        var (_, rows) = Read("客户名称,客户类型,证件类型,证件号码,性别,客户等级,风险等级,营销同意,客户状态\n王芳,个人,护照,E12345678,女,金卡,C3,1,睡眠\n");

        var draft = Assert.Single(rows).Draft;
        Assert.Equal(
            (CustomerKind.Individual, IdentityDocumentKind.Passport, Sex.Female, CustomerTier.Affluent, RiskAppetite.C3, true, LifeCycleStage.Dormant),
            (draft.Kind, draft.DocumentKind, draft.Sex, draft.Tier, draft.Appetite, draft.AgreesToMarketing, draft.Stage));
    }

    [Fact]
    public void Nobody_becomes_a_customer_before_they_are_born()
    {
        var (_, rows) = Read("姓名,出生日期,开户日期\n王芳,1990-03-07,1980-01-01\n");

        Assert.Equal(ImportField.RegisteredOn, Assert.Single(Assert.Single(rows).Faults).Field);
    }

    private static (ImportLayout Layout, List<ReadRow> Rows) Read(string text)
    {
        var rows = CsvScanner.Read(new StringReader(text), ',').ToList();
        var header = Suggestion.Header(rows)!;
        var layout = new ImportLayout(ImportEncoding.Utf8, ',', header.Line, [.. header.Cells.Select(CellText.Clean)]);
        var reader = new DraftReader(layout, Suggestion.Mapping(layout.Headers, [.. rows.Where(r => r.Line > header.Line)]), Now, "list.csv");
        return (layout, [.. rows.Where(r => !reader.IsNoCustomer(r)).Select(reader.Read)]);
    }
}
