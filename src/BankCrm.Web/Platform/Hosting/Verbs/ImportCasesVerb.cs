using System.Globalization;
using System.IO.Compression;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Infrastructure.Integration.Cases;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportCasesVerb : IVerb
{
    private const int MostShown = 20;

    public string Name => "import cases";

    public string Summary => "Imports cases and complaints that another system has settled";

    public string Usage =>
        """
        import cases FILE --source CODE [--customer-as PATTERN]

        FILE: CSV in UTF-8, also packed with gzip (.gz). Its columns are known by their names: complaint id, client id, date received, date settled, product, issue,
        text, submitted via, response, timely response; days as 31-12-2017 or 2017-12-31. --source: the code of the other system, as OLDCRM. A case of the same source and
        number comes in once. Customers are found by their number in the other system or by ours. --customer-as: how that number is written here, where the file leaves
        zeros out: C00000000 makes C00001925 of 1925.

        Exit code 0: all rows are in, now or before. 1: some were refused. 2: the command line was not understood.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException("Name a file that is there.");
        }

        var source = context.Needed("source");
        if (source.Length > ServiceCase.SourceMaxLength)
        {
            throw new VerbException($"--source has at most {ServiceCase.SourceMaxLength} characters.");
        }

        await using var file = File.OpenRead(path);
        await using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain);
        var unread = new List<RefusedCase>();
        var pattern = context.Given("customer-as");
        BroughtCases brought;
        try
        {
            brought = await context.Services.GetRequiredService<CaseBringer>().BringAsync(
                CaseFileReader.Read(reader, unread).Select(c => c with { Customer = CustomerNumbers.Written(c.Customer, pattern) }), source, ct);
        }
        catch (FormatException e)
        {
            throw new VerbException(e.Message);
        }

        List<RefusedCase> refused = [.. unread, .. brought.Refused];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{brought.In} in, {brought.Known} known before, {refused.Count} refused"));
        foreach (var row in refused.Take(MostShown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {row.Line}, {row.Reference}: {row.Why}"));
        }

        return refused.Count == 0 ? 0 : 1;
    }
}
