using System.Globalization;
using System.Text;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Infrastructure.Accounts.Statements;

namespace BankCrm.Application.Tests.Accounts.Statements;

/// <summary>Files small enough to be read in a test, and what is asked of them.</summary>
internal static class StatementFiles
{
    public const string CamtNamespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02";

    public static readonly string Entry = CamtEntry("CRDT", "8.85");

    public static string CamtEntry(string side, string amount, string more = "", string currency = "EUR", string status = "<Sts>BOOK</Sts>") =>
        $"<Ntry><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}<BookgDt><Dt>2026-01-02</Dt></BookgDt><ValDt><Dt>2026-01-03</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>{more}</Ntry>";

    public static string CamtBalance(string code, string amount, string currency = "EUR") =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-01</Dt></Dt></Bal>";

    public static string CamtStatement(string inner, string id = "S1") =>
        $"<Stmt><Id>{id}</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>{inner}</Stmt>";

    public static string Camt(string statements, string space = CamtNamespace) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{space}\"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>{statements}</BkToCstmrStmt></Document>";

    public static string Mt940(string entries, string closing = "C260102EUR90,00", string number = "1/1") =>
        $":20:REF1\n:25:DE89370400440532013000\n:28C:{number}\n:60F:C260101EUR100,00\n{entries}:62F:{closing}\n-\n";

    public static string Ofx(string transactions, string header = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n") =>
        header + "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>77<ACCTTYPE>CHECKING</BANKACCTFROM>"
        + "<BANKTRANLIST><DTSTART>20260101<DTEND>20260131" + transactions
        + "</BANKTRANLIST><LEDGERBAL><BALAMT>10.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";

    public static Reading Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static Reading Read(byte[] bytes) => new([.. new StatementReading(new()).Read(new MemoryStream(bytes))]);
}

internal sealed record Reading(IReadOnlyList<StatementPart> Parts)
{
    public FileBegun File => Parts.OfType<FileBegun>().First();
    public IReadOnlyList<StatementHeader> Headers => [.. Parts.OfType<StatementBegun>().Select(b => b.Header)];
    public StatementHeader Header => Headers.Single();
    public IReadOnlyList<StatementEntry> Entries => [.. Parts.OfType<EntryRead>().Select(e => e.Entry)];
    public StatementEntry Entry => Entries.Single();
    public IReadOnlyList<StatementEnded> Ends => [.. Parts.OfType<StatementEnded>()];
    public StatementSum Sum => Ends.Single().Sum!;

    /// <summary>All that is wrong, with its line: "3: The currency is missing."</summary>
    public IReadOnlyList<string> Faults => [.. Parts.SelectMany(FaultsOf).Select(f => $"{f.Line}: {string.Format(CultureInfo.InvariantCulture, f.Fault.Sentence, f.Fault.Args)}")];

    private static IEnumerable<StatementFault> FaultsOf(StatementPart part) => part switch
    {
        EntryRead read => read.Entry.Faults,
        StatementEnded ended => ended.Faults,
        FileFaulty faulty => [faulty.Fault],
        _ => [],
    };
}
