using System.Globalization;
using System.Text;
using BankCrm.Domain.Accounts.Statements;
using static BankCrm.Application.Tests.Accounts.Statements.StatementFiles;

namespace BankCrm.Application.Tests.Accounts.Statements;

public sealed class Mt940Tests
{
    [Fact]
    public void A_statement_is_read_field_by_field()
    {
        var read = Read(Mt940(":61:2601020102D10,00NTRFOWN REF//BANK REF\nmore of it\n:86:Rent for January\nFlat 4\n"));

        Assert.Empty(read.Faults);
        Assert.Equal(("REF1", "1/1", "DE89370400440532013000", "EUR"), (read.Header.Id, read.Header.Number, read.Header.Account.Iban, read.Header.Account.Currency));
        var entry = read.Entry;
        Assert.Equal((-10m, "NTRF", "OWN REF", "BANK REF", "more of it"), (entry.Amount, entry.Code, entry.CustomerReference, entry.BankReference, entry.Information));
        Assert.Equal("Rent for January\nFlat 4", entry.Detail.Remittance);
        Assert.True(read.Sum.AddsUp);
    }

    [Theory]
    [InlineData("2601020102C10,00NTRF", "10", false)]
    [InlineData("2601020102D10,00NTRF", "-10", false)]
    [InlineData("2601020102RC10,00NTRF", "-10", true)]
    [InlineData("2601020102RD10,00NTRF", "10", true)]
    [InlineData("2601020102CR10,00NTRF", "10", false)] // the third letter of EUR
    [InlineData("2601020102DR10,NTRF", "-10", false)]
    [InlineData("260102C10,5NTRF", "10.5", false)]
    [InlineData("260102    C10,NTRF", "10", false)]
    [InlineData("260102C10NTRF", "10", false)]
    public void Credits_debits_and_what_takes_them_back(string line, string amount, bool isReversal)
    {
        var entry = Read(Mt940($":61:{line}NONREF\n")).Entry;

        Assert.Empty(entry.Faults);
        Assert.Equal((decimal.Parse(amount, CultureInfo.InvariantCulture), isReversal), (entry.Amount, entry.IsReversal));
    }

    [Theory]
    [InlineData("2512310102", 2025, 12, 31, 2026, 1, 2)]
    [InlineData("2601021231", 2026, 1, 2, 2025, 12, 31)]
    [InlineData("2402290229", 2024, 2, 29, 2024, 2, 29)]
    [InlineData("9912311231", 1999, 12, 31, 1999, 12, 31)]
    public void The_day_of_the_entry_takes_the_nearest_year(string days, int year, int month, int day, int ofYear, int ofMonth, int ofDay)
    {
        var entry = Read(Mt940($":61:{days}D10,00NTRFNONREF\n")).Entry;

        Assert.Equal((new DateOnly(year, month, day), new DateOnly(ofYear, ofMonth, ofDay)), (entry.ValuedOn, entry.BookedOn));
    }

    [Fact]
    public void Blocks_of_the_network_and_lines_before_a_message_are_passed_over()
    {
        var message = Mt940(":61:260102D10,00NTRFNONREF\n")[..^2];
        var second = message.Replace(":28C:1/1", ":28C:2/1", StringComparison.Ordinal);

        var blocks = Read($"\u0001{{1:F01BANKDEFFXXXX0000000000}}{{2:O9401200260102BANKDEFFXXXX00000000002601021200N}}{{3:{{108:1}}}}{{4:\r\n{message.Replace("\n", "\r\n", StringComparison.Ordinal)}-}}{{5:{{CHK:1}}}}{{1:F01BANKDEFFXXXX0000000000}}{{2:O940BANKDEFFXXXXN}}{{4:\r\n{second.Replace("\n", "\r\n", StringComparison.Ordinal)}-}}\u0003");
        var lines = Read($"ABNANL2A\n940\nABNANL2A\n{message}-\nABNANL2A\n940\n{second}-{new string('X', 3)}\n");

        Assert.Empty(blocks.Faults.Concat(lines.Faults));
        Assert.Equal(["1/1", "2/1", "1/1", "2/1"], blocks.Headers.Concat(lines.Headers).Select(h => h.Number));
        Assert.All(blocks.Ends.Concat(lines.Ends), e => Assert.True(e.Sum!.AddsUp));
    }

    [Fact]
    public void Numbered_parts_name_the_other_end_and_hold_the_words_of_SEPA()
    {
        var read = Read(Mt940(":61:260102D10,00NTRFNONREF\n:86:166?00UEBERWEISUNG?10931?20EREF+A1B2C3D4E5F6G7H8I9J0K1?21L2?22MREF+M-1?23SVWZ+Miete Januar, Haus Num\n?24mer vier?30COBADEFFXXX?31DE89370400440532013000?32MUELLER, ANNA UND KARL-HEI?33NZ\n"));

        Assert.Empty(read.Faults);
        var detail = read.Entry.Detail;
        Assert.Equal(("166", "UEBERWEISUNG"), (read.Entry.BankCode, detail.Information));
        Assert.Equal(("A1B2C3D4E5F6G7H8I9J0K1L2", "M-1"), (detail.EndToEndId, detail.MandateId));
        Assert.Equal("Miete Januar, Haus Nummer vier", detail.Remittance);
        Assert.Equal(("MUELLER, ANNA UND KARL-HEINZ", "DE89370400440532013000", "COBADEFFXXX"), (detail.Counterparty, detail.CounterpartyAccount, detail.CounterpartyBank));
    }

    [Theory]
    [InlineData("/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/J. JANSEN/REMI/FACTUUR 12/EREF/E-1")]
    [InlineData("/EREF/E-1//CNTP/NL91ABNA0417164300/ABNANL2A/J. JANSEN/UTRECHT//REMI/USTD//FACTUUR 12/")]
    public void Words_between_strokes_are_told_apart(string written)
    {
        var detail = Read(Mt940($":61:260102D10,00NTRFNONREF\n:86:{written[..30]}\n{written[30..]}\n")).Entry.Detail;

        Assert.Equal(("E-1", "FACTUUR 12"), (detail.EndToEndId, detail.Remittance));
        Assert.Equal(("J. JANSEN", "NL91ABNA0417164300", "ABNANL2A"), (detail.Counterparty, detail.CounterpartyAccount, detail.CounterpartyBank));
    }

    [Theory]
    [InlineData(":61:260230D10,00NTRFNONREF\n", "A date is none that there is, or is written in an unknown way.")]
    [InlineData(":61:260102D10.00NTRFNONREF\n", "An amount is no number as this format writes them.")]
    [InlineData(":61:260102D1,0,0NTRFNONREF\n", "An amount is no number as this format writes them.")]
    [InlineData(":61:260102D10,001NTRFNONREF\n", "An amount has more decimals than EUR has: at most 2.")]
    [InlineData(":61:260102X10,00NTRFNONREF\n", "The statement line (:61:) cannot be read.")]
    [InlineData(":99:?\n", "The field :99: is none of a statement.")]
    public void What_the_grammar_does_not_know_is_told_with_its_line(string field, string fault) => Assert.Contains($"5: {fault}", Read(Mt940(field)).Faults);

    [Theory]
    [InlineData("C260102EUR91,00", "6: The statement does not add up: opening balance and entries make 90, the closing balance is 91.")]
    [InlineData("C260102USD90,00", "6: The opening balance is in EUR, the closing balance in USD.")]
    [InlineData("C260102EUR90.00", "6: An amount is no number as this format writes them.")]
    [InlineData("90,00", "6: The balance in :62F: cannot be read.")]
    public void A_closing_balance_that_does_not_fit_is_told(string closing, string fault) =>
        Assert.Contains(fault, Read(Mt940(":61:260102D10,00NTRFNONREF\n", closing)).Faults);

    [Fact]
    public void A_message_cut_off_is_told()
    {
        var read = Read(":20:R\n:25:1\n:28C:1\n:60F:C260101EUR1,00\n:61:260102D1,00NTRFNONREF\n");

        Assert.Equal(["1: The opening or the closing balance (:60F:, :62F:) is missing: the statement is cut off."], read.Faults);
        Assert.Null(read.Sum.AddsUp);
    }

    [Fact]
    public void Twins_are_told_but_statements_without_numbers_are_told_apart_by_their_days()
    {
        var unnumbered = Mt940(":61:260102D10,00NTRFNONREF\n", number: "0");
        var later = unnumbered.Replace("2601", "2602", StringComparison.Ordinal);

        Assert.Equal(["8: The same statement stands in the file twice."], Read(Mt940(":61:260102D10,00NTRFNONREF\n") + Mt940(":61:260102D10,00NTRFNONREF\n")).Faults);
        Assert.Empty(Read(unnumbered + later).Faults);
        Assert.Single(Read(unnumbered + unnumbered).Faults);
    }

    [Theory]
    [InlineData("10020030/1234567", "1234567", "10020030", null)]
    [InlineData("10020030/1234567EUR", "1234567", "10020030", "EUR")]
    [InlineData("1291.99.348EUR", "1291.99.348", null, "EUR")]
    [InlineData("/PL27114020040000300201355387", "PL27114020040000300201355387", null, null)]
    public void The_account_is_taken_apart(string written, string number, string? bank, string? currency)
    {
        var account = Read(Mt940("").Replace("DE89370400440532013000", written, StringComparison.Ordinal)).Header.Account;

        Assert.Equal((written, number, bank, currency ?? "EUR"), (account.Written, account.Number, account.Bank, account.Currency));
    }

    [Theory]
    [InlineData("utf-8", "Zürich 上海")]
    [InlineData("windows-1252", "Zürich €, Größe à côté")]
    [InlineData("GB18030", "工资 上海分行")]
    public void Letters_beyond_ASCII_are_recognised(string encoding, string words)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)?.GetBytes(Mt940($":61:260102D10,00NTRFNONREF\n:86:{words}\n")) ?? Encoding.UTF8.GetBytes(Mt940($":61:260102D10,00NTRFNONREF\n:86:{words}\n"));

        Assert.Equal(words, Read(bytes).Entry.Detail.Remittance);
    }

    [Fact]
    public void Another_SWIFT_message_is_refused() =>
        Assert.Equal(["1: The file holds a SWIFT message 103, which is no statement."], Read("{1:F01BANKDEFFXXXX0000000000}{2:O103BANKDEFFXXXXN}{4:\n:20:1\n-}\n").Faults);
}
