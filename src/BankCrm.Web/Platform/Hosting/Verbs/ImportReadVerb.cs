using System.Globalization;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.Extensions.Logging.Abstractions;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportReadVerb : IVerb
{
    public string Name => "import read";

    public string Summary => "Shows how a file of customers would be understood; imports nothing";

    public string Usage =>
        """
        import read FILE [--json] [--encoding utf8|utf16|gb18030|big5|windows1252] [--delimiter SIGN|tab] [--header-line N] [--dates dmy|mdy] [--join]

        Reads the file with the readers of the page /customers/import, apart from any bank: encoding, delimiter, line of the header, date order,
        what each column means; then every row: taken for no customer, refused (with field and reason), or the customer as understood, in the form
        in which it would be kept. Columns without a home in the bank are shown under their headers. What the options say is not recognised but
        believed; --header-line 0: the file has no header. --join: rows of one number in the other system, or of one document, are one customer. Nothing is masked: the file is yours.

        --json: the same as one JSON document, whose rows also hold the cells as they stand in the file.

        Exit code 0: all rows would come in. 1: some would be refused, or days can be read in two ways. 2: the command line was not understood.
        """;

    public bool NeedsBank => false;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException(context.Words is [var missing] ? $"There is no file {missing}." : "Name one file.");
        }

        var headerLine = context.Given("header-line") is null ? (int?)null : context.Number("header-line", 0, 0, 200);
        var wishes = new ReadingWishes(ImportWords.Encoding(context), ImportWords.Delimiter(context), headerLine, ImportWords.Dates(context), JoinsRows: context.Options.ContainsKey("join"));
        var reading = ImportSetup.Reading(
            context.Services.GetRequiredService<IConfiguration>(), context.Services.GetRequiredService<TimeProvider>(), context.Services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        await using var content = File.OpenRead(path);
        using var file = await reading.OpenAsync(content, Path.GetFileName(path), wishes, ct);
        var counts = context.Options.ContainsKey("json") ? ReadingJson.Write(file, Console.OpenStandardOutput()) : WriteText(file);
        if (file.NeedsDateOrder)
        {
            Console.Error.WriteLine("Some days can be read in two ways: say --dates dmy if 3/7/1985 is the 3rd of July, --dates mdy if it is the 7th of March.");
        }

        return counts.Refused > 0 || file.NeedsDateOrder ? 1 : 0;
    }

    private static ReadCounts WriteText(FileReading file)
    {
        var layout = file.Layout;
        Console.WriteLine(layout.Kind is ImportKind.Text ? "A delimited text." : layout.Kind is ImportKind.Cards ? "Cards (vCard)." : $"A workbook, sheet {layout.Sheet} of: {string.Join(", ", layout.Sheets)}.");
        Console.WriteLine($"Encoding {layout.Encoding}, delimiter {ReadingJson.NameOf(layout.Delimiter)}, header in line {layout.HeaderLine}.");
        Console.WriteLine($"Days: {file.Mapping.DateOrder?.ToString() ?? (file.NeedsDateOrder ? "could be read in two ways" : "can be read in one way only")}.");
        foreach (var (place, header) in layout.Headers.Index())
        {
            Console.WriteLine($"  {place + 1,3}  {header} -> {file.Mapping.Columns[place]?.ToString() ?? "no home"}");
        }

        foreach (var (field, value) in file.Mapping.Fixed)
        {
            Console.WriteLine($"  all  {field} = {value}");
        }

        var counts = new ReadCounts();
        foreach (var row in file.Rows)
        {
            counts.Count(row);
            Write(row);
        }

        Console.WriteLine($"{counts.Good} would come in, {counts.Refused} would be refused, {counts.LeftOut} are no customers.");
        return counts;
    }

    private static void Write(RowReading row)
    {
        if (row.LeftOut is { } none)
        {
            Console.WriteLine($"line {row.Line}: {none}: {string.Join(" | ", row.Cells)}");
            return;
        }

        var told = row.Fields.Select(f => $"{f.Key}={f.Value}").Concat(row.Others.Select(o => $"[{o.Key}]={o.Value}"));
        Console.WriteLine($"line {row.Line}: {(row.Refusals.Count > 0 ? "refused: " : "")}{string.Join("; ", told)}");
        foreach (var fault in row.Refusals.Concat(row.Remarks))
        {
            Console.WriteLine($"    {fault.Field?.ToString() ?? "row"}: {Said(fault)}");
        }
    }

    private static string Said(RowFault fault) => string.Format(CultureInfo.InvariantCulture, fault.Fault.Sentence, [.. fault.Fault.Args]);
}
