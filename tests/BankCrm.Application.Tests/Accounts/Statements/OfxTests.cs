using System.Text;
using BankCrm.Domain.Accounts.Statements;
using static BankCrm.Application.Tests.Accounts.Statements.StatementFiles;

namespace BankCrm.Application.Tests.Accounts.Statements;

public sealed class OfxTests
{
    private const string Open = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260105120000.000[-5:EST]<TRNAMT>-6.60<FITID>F1<NAME>Joe's &amp; Co<MEMO>Lunch</STMTTRN>";
    private const string Xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\"?>\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE></STATUS></SONRS></SIGNONMSGSRSV1>"
        + "<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>4111111111111111</ACCTID></CCACCTFROM><BANKTRANLIST><DTSTART>20260101</DTSTART><DTEND>20260131</DTEND>"
        + "<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260105</DTPOSTED><TRNAMT>-6.60</TRNAMT><FITID>F1</FITID><NAME><![CDATA[Joe's & Co]]></NAME><MEMO>Lunch</MEMO></STMTTRN>"
        + "</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>";

    public static TheoryData<string> Ways => new(
        Open,
        Open.Replace("<", "\r\n  <", StringComparison.Ordinal),
        "<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260105</DTPOSTED><TRNAMT>-6.60</TRNAMT><FITID>F1</FITID><NAME>Joe's &amp; Co</NAME><MEMO>Lunch</MEMO></STMTTRN>",
        "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260105<TRNAMT>-6,60<FITID>F1<CHECKNUM><X.OWN>\n<NAME>Joe's & Co<MEMO>Lunch</STMTTRN>");

    [Theory]
    [MemberData(nameof(Ways))]
    public void Values_with_and_without_closing_tags_are_the_same(string transaction)
    {
        var read = Read(Ofx(transaction));

        Assert.Empty(read.Faults);
        Assert.Equal((StatementFormat.Ofx, "OFX 102", "STMTRS"), (read.File.Format, read.File.Message, read.Header.Kind));
        Assert.Equal(("77", "1", "USD", new DateOnly(2026, 1, 31)), (read.Header.Account.Number, read.Header.Account.Bank, read.Header.Account.Currency, read.Header.Through));
        Assert.Equal((-6.60m, new DateOnly(2026, 1, 5), "F1", "DEBIT"), (read.Entry.Amount, read.Entry.BookedOn, read.Entry.BankReference, read.Entry.Code));
        Assert.Equal(("Joe's & Co", "Lunch"), (read.Entry.Detail.Counterparty, read.Entry.Detail.Remittance));
        Assert.Equal(("LEDGERBAL", 10m), (read.Ends[0].Balances[0].Code, read.Ends[0].Balances[0].Amount));
    }

    [Fact]
    public void The_second_version_is_XML()
    {
        var read = Read(Xml);

        Assert.Empty(read.Faults);
        Assert.Equal(("OFX 211", "CCSTMTRS", "4111111111111111"), (read.File.Message, read.Header.Kind, read.Header.Account.Number));
        Assert.Equal((-6.60m, "Joe's & Co"), (read.Entry.Amount, read.Entry.Detail.Counterparty));
        Assert.Equal("0", read.Parts.OfType<SignOnAnswered>().Single().Status);
    }

    [Theory]
    [InlineData("20260105", "$6", "An amount is no number as this format writes them.")]
    [InlineData("20260105", "1,234.56", "An amount is no number as this format writes them.")]
    [InlineData("20260105", "1,234", "An amount has more decimals than USD has: at most 2.")]
    [InlineData("20261305", "-6.60", "A date is none that there is, or is written in an unknown way.")]
    [InlineData("20260105:014", "-6.60", "A date is none that there is, or is written in an unknown way.")]
    [InlineData("", "-6.60", "The entry has no date.")]
    public void Wrong_days_and_amounts_are_told(string day, string amount, string fault) =>
        Assert.Equal([$"7: {fault}"], Read(Ofx($"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{day}<TRNAMT>{amount}<FITID>1</STMTTRN>")).Faults);

    [Fact]
    public void The_currency_of_an_entry_goes_before_that_of_the_statement()
    {
        var read = Read(Ofx("<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260105<TRNAMT>-6<FITID>1<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY><NAME>N</STMTTRN>"));

        Assert.Equal(("EUR", "N"), (read.Entry.Currency, read.Entry.Detail.Counterparty));
    }

    [Fact]
    public void A_refused_sign_on_and_a_refused_request_are_told()
    {
        Assert.Equal(["2: The bank refused the sign-on (status 15500): there is nothing to read."], Read("OFXHEADER:100\n<OFX><SONRS><STATUS><CODE>15500<SEVERITY>ERROR</STATUS></SONRS></OFX>").Faults);
        Assert.Contains("2: The bank answered a request for a statement with status 2003.", Read("OFXHEADER:100\n<OFX><STMTTRNRS><STATUS><CODE>2003</STATUS></STMTTRNRS></OFX>").Faults);
    }

    [Theory]
    [InlineData("ENCODING:USASCII\nCHARSET:1252", 1252)]
    [InlineData("ENCODING:UTF-8\nCHARSET:NONE", 65001)]
    [InlineData("ENCODING:USASCII\nCHARSET:936", 54936)]
    public void The_header_says_how_letters_are_written(string header, int page)
    {
        var text = Ofx(Open.Replace("Lunch", "é", StringComparison.Ordinal), $"OFXHEADER:100\nVERSION:102\n{header}\n\n");

        var read = Read(CodePagesEncodingProvider.Instance.GetEncoding(page)?.GetBytes(text) ?? Encoding.GetEncoding(page).GetBytes(text));

        Assert.Equal("é", read.Entry.Detail.Remittance);
    }

    [Fact]
    public void A_file_cut_off_or_wrongly_nested_is_refused()
    {
        var whole = Ofx(Open);

        Assert.Contains("The file ends in the middle: it is cut off.", Read(whole[..^20]).Faults[^1], StringComparison.Ordinal);
        Assert.Contains("An entry stands within another: an element is not closed.", Read(Ofx("<STMTTRN>" + Open)).Faults[^1], StringComparison.Ordinal);
        Assert.Contains("The XML is broken or cut off", Read(Xml[..^20]).Faults[^1], StringComparison.Ordinal);
    }
}
