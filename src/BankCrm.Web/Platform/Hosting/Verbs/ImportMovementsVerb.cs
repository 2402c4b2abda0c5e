using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportMovementsVerb : IVerb
{
    public string Name => "import movements";

    public string Summary => "Imports movements on accounts from a CSV file or a workbook";

    public string Usage =>
        """
        import movements FILE --source CODE [--mapping FILE|auto] [--currency CODE] [--decimals point|comma] [--dates dmy|mdy]
                        [--encoding utf8|utf16|gb18030|big5|windows1252] [--branch CODE] [--dry-run] [--as USER] [--rejects FILE]

        The same pipeline as the page /customers/import. --source: the code of the system that keeps the accounts, as CORE. The same rows again change
        nothing, and nothing is undone. A movement must come after its account. It is recognised by account, day and reference; without a reference by all that its row says.
        --mapping auto (the default) takes what the columns are called; a file holds JSON, see import customers, and may say what words of the file mean:
        { "columns": { … }, "words": { "Side": { "PRIJEM": "Credit" } } }.
        --decimals and --dates must be given where an amount such as 1,234 or a day such as 3/7/1985 can be read in two ways. --branch: whose import it is.
        --as: the colleague it is done as, who sees some accounts and customers; else the system itself, which sees all. --rejects: writes the rows that did not come in.

        Exit code 0: all rows are in. 1: some were refused, or known before. 2: the command line was not understood.
        """;

    public Task<int> RunAsync(VerbContext context, CancellationToken ct) => ImportWork.RunAsync(context, ImportSubject.Movements, ct);
}
