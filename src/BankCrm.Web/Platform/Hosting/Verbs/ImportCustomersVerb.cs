using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportCustomersVerb : IVerb
{
    public string Name => "import customers";

    public string Summary => "Imports customers from a CSV file";

    public string Usage =>
        """
        import customers FILE [--mapping FILE|auto] [--branch CODE] [--encoding utf8|utf16|gb18030|big5|windows1252] [--dates dmy|mdy] [--join]
                              [--create-branches FILE] [--dry-run] [--as USER] [--rejects FILE]

        The same pipeline as the page /customers/import. --mapping auto (the default) takes what the columns are called; a file holds JSON:
        { "columns": { "客户姓名": "Name", "证件号码": "DocumentNumber" }, "fixed": { "Country": "CN" }, "dateOrder": "DayFirst" }.
        What was recognised can be looked at beforehand: import read FILE. --dates must be given where a day such as 3/7/1985 can be read in two ways.
        --join: rows of one number in the other system, or of one document, are one customer.
        --branch: where customers go whose row names no branch. --create-branches: opens branches from a CSV with code, name and city.
        --as: the colleague it is done as, with their branches and as the writer of notes; else the system itself. --rejects: writes the rows that did not come in.

        Exit code 0: all rows are in. 1: some were refused. 2: the command line was not understood.
        """;

    public Task<int> RunAsync(VerbContext context, CancellationToken ct) => ImportWork.RunAsync(context, ImportSubject.Customers, ct);
}
