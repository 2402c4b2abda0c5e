using System.Diagnostics;
using System.Globalization;
using System.Text;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Infrastructure.Accounts.Statements;

namespace BankCrm.Benchmarks.Statements;

/// <summary>Makes a camt.053 of so many entries, each as banks write them, and measures how long reading takes and how much memory.</summary>
internal static class CamtBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 100_000;
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(path, Lines(count));
            var before = Environment.WorkingSet;
            var clock = Stopwatch.StartNew();
            var (entries, faults, addsUp) = (0, 0, (bool?)null);
            await using (var content = File.OpenRead(path))
            {
                foreach (var part in StatementsSetup.Reading().Read(content))
                {
                    entries += part is EntryRead ? 1 : 0;
                    faults += part is FileFaulty ? 1 : 0;
                    addsUp = part is StatementEnded ended ? ended.Sum!.AddsUp : addsUp;
                }
            }

            var peak = Process.GetCurrentProcess().PeakWorkingSet64;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{entries:N0} entries, {new FileInfo(path).Length / 1e6:N0} MB: {clock.Elapsed.TotalSeconds:N1} s, peak {peak / 1e6:N0} MB (before {before / 1e6:N0} MB), adds up: {addsUp}, faults: {faults}"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Lines(int count)
    {
        var total = Enumerable.Range(1, count).Sum(i => (i % 2 == 0 ? 1 : -1) * (i % 1000 + 0.25m));
        yield return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-02T00:00:00Z</CreDtTm></GrpHdr>";
        yield return "<Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-01-02T00:00:00Z</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>";
        yield return Balance("OPBD", 1000m);
        yield return Balance("CLBD", 1000m + total);
        var entry = new StringBuilder();
        for (var i = 1; i <= count; i++)
        {
            entry.Clear().Append(CultureInfo.InvariantCulture, $"<Ntry><NtryRef>{i}</NtryRef><Amt Ccy=\"EUR\">{i % 1000 + 0.25m}</Amt><CdtDbtInd>{(i % 2 == 0 ? "CRDT" : "DBIT")}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>")
                .Append("<BookgDt><Dt>2026-01-01</Dt></BookgDt><ValDt><Dt>2026-01-01</Dt></ValDt>")
                .Append(CultureInfo.InvariantCulture, $"<AcctSvcrRef>REF{i:D12}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>")
                .Append(CultureInfo.InvariantCulture, $"<NtryDtls><TxDtls><Refs><EndToEndId>E2E{i}</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Debtor {i}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct>")
                .Append(CultureInfo.InvariantCulture, $"<Cdtr><Pty><Nm>Creditor {i}</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>Invoice {i} of the first of January</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>");
            yield return entry.ToString();
        }

        yield return "</Stmt></BkToCstmrStmt></Document>";
    }

    private static string Balance(string code, decimal amount) => string.Create(CultureInfo.InvariantCulture,
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{Math.Abs(amount)}</Amt><CdtDbtInd>{(amount < 0 ? "DBIT" : "CRDT")}</CdtDbtInd><Dt><Dt>2026-01-01</Dt></Dt></Bal>");
}
