using System.Text;
using BankCrm.Domain.Accounts.Statements;
using static BankCrm.Application.Tests.Accounts.Statements.StatementFiles;

namespace BankCrm.Application.Tests.Accounts.Statements;

public sealed class CamtTests
{
    private const string Transaction =
        "<NtryDtls><TxDtls><Refs><EndToEndId>E2E</EndToEndId><MndtId>M</MndtId></Refs><RltdPties><Dbtr><Nm>Debtor</Nm></Dbtr><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct>"
        + "<Cdtr><Pty><Nm>Creditor</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>42</Id></Othr></Id></CdtrAcct></RltdPties>"
        + "<RltdAgts><DbtrAgt><FinInstnId><BICFI>PSSTFRPP</BICFI></FinInstnId></DbtrAgt></RltdAgts><RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd></RmtInf></TxDtls></NtryDtls>";

    [Fact]
    public void A_statement_says_whose_it_is_and_what_came_and_went()
    {
        var read = Read(Camt(CamtStatement(CamtBalance("OPBD", "100.00") + CamtBalance("CLBD", "90.00") + CamtEntry("CRDT", "8.85", Transaction) + CamtEntry("DBIT", "18.85"))));

        Assert.Empty(read.Faults);
        Assert.Equal((StatementFormat.Camt, "camt.053.001.02"), (read.File.Format, read.File.Message));
        Assert.Equal(("DE89370400440532013000", "EUR", "S1"), (read.Header.Account.Iban, read.Header.Account.Currency, read.Header.Id));
        Assert.Equal([8.85m, -18.85m], read.Entries.Select(e => e.Amount!.Value));
        Assert.Equal(new DateOnly(2026, 1, 2), read.Entries[0].BookedOn);
        Assert.Equal(new DateOnly(2026, 1, 3), read.Entries[0].ValuedOn);
        Assert.True(read.Sum.AddsUp);
        var detail = read.Entries[0].Detail;
        Assert.Equal(("Debtor", "FR1420041010050500013M02606", "PSSTFRPP"), (detail.Counterparty, detail.CounterpartyAccount, detail.CounterpartyBank));
        Assert.Equal(("E2E", "M", "one\ntwo"), (detail.EndToEndId, detail.MandateId, detail.Remittance));
    }

    [Fact]
    public void The_other_end_of_a_debit_is_the_creditor_and_of_a_reversal_it_changes_sides()
    {
        var read = Read(Camt(CamtStatement(CamtEntry("DBIT", "1", Transaction) + CamtEntry("CRDT", "1", "<RvslInd>true</RvslInd>" + Transaction))));

        Assert.Equal(["Creditor", "Creditor"], read.Entries.Select(e => e.Detail.Counterparty));
        Assert.Equal([false, true], read.Entries.Select(e => e.IsReversal));
        Assert.Equal([-1m, 1m], read.Entries.Select(e => e.Amount!.Value));
    }

    [Fact]
    public void A_batch_keeps_its_transactions_apart()
    {
        var batch = "<NtryDtls><Btch><PmtInfId>B1</PmtInfId></Btch>"
            + string.Concat(Enumerable.Range(1, 3).Select(i => $"<TxDtls><Amt Ccy=\"EUR\">{i}.00</Amt><RltdPties><Cdtr><Nm>C{i}</Nm></Cdtr></RltdPties></TxDtls>")) + "</NtryDtls>";

        var entry = Read(Camt(CamtStatement(CamtEntry("DBIT", "6.00", batch)))).Entry;

        Assert.Equal(("B1", null), (entry.Batch, entry.Detail.Counterparty));
        Assert.Equal([(-1m, "C1"), (-2m, "C2"), (-3m, "C3")], entry.Details.Select(d => (d.Amount!.Value, d.Counterparty!)));
    }

    [Theory]
    [InlineData("<BkToCstmrAcctRptV01>", "Rpt", "urn:iso:std:iso:20022:tech:xsd:camt.052.001.01", "camt.052.001.01")]
    [InlineData("<BkToCstmrAcctRpt>", "Rpt", "urn:iso:std:iso:20022:tech:xsd:camt.052.001.11", "camt.052.001.11")]
    [InlineData("<BkToCstmrDbtCdtNtfctn>", "Ntfctn", "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08", "camt.054.001.08")]
    [InlineData("<BkToCstmrStmt>", "Stmt", "ISO:camt.053.001.02:APC:STUZZA:payments:003", "camt.053.001.02")]
    [InlineData("<BkToCstmrStmt>", "Stmt", "", "camt.053")]
    public void Every_version_and_namespace_is_read(string message, string kind, string space, string named)
    {
        var end = message.Replace("<", "</", StringComparison.Ordinal);

        var read = Read($"<Document xmlns=\"{space}\">{message}<{kind}><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>{Entry}</{kind}>{end}</Document>");

        Assert.Empty(read.Faults);
        Assert.Equal((named, kind), (read.File.Message, read.Header.Kind));
        Assert.Equal(8.85m, read.Entry.Amount);
    }

    [Fact]
    public void Prefixes_envelopes_and_status_codes_make_no_difference()
    {
        var plain = Camt(CamtStatement(CamtEntry("CRDT", "8.85", status: "<Sts><Cd>BOOK</Cd></Sts>")));
        var body = plain[(plain.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("</", "\u0001", StringComparison.Ordinal).Replace("<", "<n:", StringComparison.Ordinal).Replace("\u0001", "</n:", StringComparison.Ordinal);

        var read = Read("<?xml version='1.0'?><Envelope><AppHdr><Fr>X</Fr></AppHdr>" + body.Replace("xmlns=", "xmlns:n=", StringComparison.Ordinal) + "</Envelope>");

        Assert.Empty(read.Faults);
        Assert.Equal((8.85m, EntryState.Booked), (read.Entry.Amount, read.Entry.State));
    }

    [Fact]
    public void A_statement_that_does_not_add_up_says_both_figures()
    {
        var read = Read(Camt(CamtStatement(CamtBalance("OPBD", "100.00") + CamtBalance("CLBD", "100.00") + Entry)));

        Assert.False(read.Sum.AddsUp);
        Assert.Equal(["2: The statement does not add up: opening balance and entries make 108.85, the closing balance is 100."], read.Faults);
    }

    [Fact]
    public void Pending_entries_do_not_count_and_parts_of_a_statement_meet_at_interim_balances()
    {
        var pending = CamtEntry("CRDT", "50", status: "<Sts>PDNG</Sts>");

        var first = Read(Camt(CamtStatement(CamtBalance("PRCD", "100.00") + CamtBalance("ITBD", "108.85") + Entry + pending)));
        var second = Read(Camt(CamtStatement(CamtBalance("ITBD", "108.85") + CamtBalance("CLBD", "117.70") + Entry)));

        Assert.Equal([true, true], new[] { first.Sum.AddsUp, second.Sum.AddsUp });
        Assert.Equal(EntryState.Pending, first.Entries[1].State);
    }

    [Fact]
    public void What_a_summary_announces_must_have_come()
    {
        var summary = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries><TtlCdtNtries><Sum>9.85</Sum></TtlCdtNtries></TxsSummry>";

        var read = Read(Camt(CamtStatement(summary + Entry)));

        Assert.Equal(["2: The statement says that it has 2 entries; it has 1.", "2: The statement says that its credits make 9.85; they make 8.85."], read.Faults);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("30.01.2026")]
    [InlineData("2026-1-2")]
    [InlineData("20260102")]
    public void What_is_no_date_is_told_with_its_line(string day) =>
        Assert.Equal(["2: A date is none that there is, or is written in an unknown way."], Read(Camt(CamtStatement(Entry.Replace("2026-01-02", day, StringComparison.Ordinal)))).Faults);

    [Theory]
    [InlineData("2026-01-02Z")]
    [InlineData("2026-01-02T23:59:59.123456789+14:00")]
    public void A_day_may_bring_a_time_in_whichever_element(string day) =>
        Assert.Equal(new DateOnly(2026, 1, 2), Read(Camt(CamtStatement(Entry.Replace("2026-01-02", day, StringComparison.Ordinal)))).Entry.BookedOn);

    [Theory]
    [InlineData("8,85", "An amount is no number as this format writes them.")]
    [InlineData("-8.85", "An amount is no number as this format writes them.")]
    [InlineData("1e3", "An amount is no number as this format writes them.")]
    [InlineData("١", "An amount is no number as this format writes them.")]
    [InlineData("", "An amount is missing.")]
    [InlineData("8.855", "An amount has more decimals than EUR has: at most 2.")]
    [InlineData("1234567890123456", "An amount has too many digits.")]
    public void A_wrong_amount_is_told(string amount, string fault) => Assert.Equal([$"2: {fault}"], Read(Camt(CamtStatement(CamtEntry("CRDT", amount)))).Faults);

    [Theory]
    [InlineData("JPY", "885.1", false)]
    [InlineData("JPY", "885.000", true)]
    [InlineData("KWD", "8.855", true)]
    [InlineData("KWD", "8.8555", false)]
    [InlineData("XYZ", "1", false)]
    public void Decimals_are_those_of_the_currency(string currency, string amount, bool isRight) =>
        Assert.Equal(isRight, Read(Camt(CamtStatement(CamtEntry("CRDT", amount, currency: currency)))).Faults.Count == 0);

    [Fact]
    public void The_same_statement_twice_is_told() =>
        Assert.Equal(["2: The same statement stands in the file twice."], Read(Camt(CamtStatement(Entry) + CamtStatement(Entry) + CamtStatement(Entry, "S2"))).Faults);

    [Fact]
    public void A_file_that_says_another_kind_than_it_is_is_refused() =>
        Assert.Equal(
            ["2: The file says that it is a camt.054.001.02, but its elements are those of a camt.053."],
            Read(Camt(CamtStatement(Entry), "urn:iso:std:iso:20022:tech:xsd:camt.054.001.02")).Faults);

    [Theory]
    [InlineData("ISO-8859-1", 28591)]
    [InlineData("GB18030", 54936)]
    [InlineData("utf-16", 1200)]
    public void The_declared_encoding_is_obeyed(string name, int page)
    {
        var text = Camt(CamtStatement(CamtEntry("CRDT", "1", "<AddtlNtryInf>Zürich é</AddtlNtryInf>"))).Replace("UTF-8", name, StringComparison.Ordinal);

        var read = Read(CodePagesEncodingProvider.Instance.GetEncoding(page)?.GetBytes(text) ?? Encoding.GetEncoding(page).GetBytes(text));

        Assert.Equal("Zürich é", read.Entry.Information);
    }
}
