using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportAccountsVerb : IVerb
{
    public string Name => "import accounts";

    public string Summary => "Imports accounts from a CSV file or a workbook";

    public string Usage =>
        """
        import accounts FILE --source CODE [--mapping FILE|auto] [--currency CODE] [--as-of DAY] [--kind KIND] [--decimals point|comma] [--dates dmy|mdy]
                        [--encoding utf8|utf16|gb18030|big5|windows1252] [--branch CODE] [--dry-run] [--as USER] [--rejects FILE]

        The same pipeline as the page /customers/import. --source: the code of the system that keeps the accounts, as CORE. The same rows again change
        nothing, and nothing is undone. An account must come after its customers, which are found by our number or by theirs in the other system.
        --mapping auto (the default) takes what the columns are called; a file holds JSON, see import customers, and may say what words of the file mean:
        { "columns": { … }, "words": { "Side": { "PRIJEM": "Credit" } } }.
        --as-of: the day of which the file tells, where no column says it; else the day it is received. --kind: Current, Savings, TimeDeposit, CreditCard, Loan, Wealth, Insurance, Custody.
        --decimals and --dates must be given where an amount such as 1,234 or a day such as 3/7/1985 can be read in two ways. --branch: whose import it is.
        --as: the colleague it is done as, who sees some accounts and customers; else the system itself, which sees all. --rejects: writes the rows that did not come in.

        Exit code 0: all rows are in. 1: some were refused, or known before. 2: the command line was not understood.
        """;

    public Task<int> RunAsync(VerbContext context, CancellationToken ct) => ImportWork.RunAsync(context, ImportSubject.Accounts, ct);
}
