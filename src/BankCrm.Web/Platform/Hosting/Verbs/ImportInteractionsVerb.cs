using System.Globalization;
using System.IO.Compression;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Infrastructure.Integration.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportInteractionsVerb : IVerb
{
    private const int MostShown = 20;

    public string Name => "import interactions";

    public string Summary => "Imports calls, reviews and other contacts that another system has recorded";

    public string Usage =>
        """
        import interactions FILE --source CODE --as USER [--kind Phone|Visit|WeChat|Sms|Email|Chat|Letter] [--country CODE] [--encoding NAME] [--customer-as PATTERN]

        FILE: CSV, also packed with gzip (.gz). Its columns are known by their names: date, start, duration, client id, complaint id, phone, subject, text or review,
        stars, outcome; others are kept below the text. --source: the code of the other system, as CALLS. A row of the same source and content comes in once.
        The customer is whoever has the number there or here; else whose complaint it was, of those brought in by import cases; else who alone has the telephone.
        Where that is nobody, the row is counted and left out. --as: the colleague in whose name they are written down. --kind: Phone, unless said otherwise.
        --country: of telephones without one, CN unless said otherwise. --encoding: utf-8, unless said otherwise. --customer-as: as with import cases.

        Exit code 0: all rows are in whose customer is known. 1: some were refused. 2: the command line was not understood.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException("Name a file that is there.");
        }

        var (source, pattern) = (context.Needed("source"), context.Given("customer-as"));
        if (source.Length > ServiceCase.SourceMaxLength)
        {
            throw new VerbException($"--source has at most {ServiceCase.SourceMaxLength} characters.");
        }

        if (!Enum.TryParse<InteractionKind>(context.Given("kind") ?? nameof(InteractionKind.Phone), out var kind) || !Enum.IsDefined(kind))
        {
            throw new VerbException("--kind is Phone, Visit, WeChat, Sms, Email, Chat or Letter.");
        }

        var writer = await WriterAsync(context.Services, context.Needed("as"), ct);
        await using var file = File.OpenRead(path);
        await using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain, EncodingOf(context.Given("encoding") ?? "utf-8"));
        var unread = new List<RefusedInteraction>();
        BroughtInteractions brought;
        try
        {
            brought = await context.Services.GetRequiredService<InteractionBringer>().BringAsync(
                InteractionFileReader.Read(reader, kind, unread).Select(r => r with { Customer = CustomerNumbers.Written(r.Customer, pattern) }), source, context.Given("country") ?? "CN", writer, ct);
        }
        catch (FormatException e)
        {
            throw new VerbException(e.Message);
        }

        List<RefusedInteraction> refused = [.. unread, .. brought.Refused];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{brought.In} in, {brought.Known} known before, {brought.NotKnown} of no known customer, {refused.Count} refused"));
        foreach (var (how, count) in brought.By.OrderBy(b => b.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Words(how)}: {count}"));
        }

        foreach (var row in refused.Take(MostShown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {row.Line}: {row.Why}"));
        }

        return refused.Count == 0 ? 0 : 1;
    }

    private static string Words(CustomerKnownBy how) => how switch
    {
        CustomerKnownBy.Number => "customer known by number",
        CustomerKnownBy.Complaint => "customer known by complaint",
        CustomerKnownBy.Phone => "customer known by telephone",
        CustomerKnownBy.Several => "left out, the telephone is several customers'",
        CustomerKnownBy.Contradiction => "left out, number and complaint are two customers'",
        _ => "left out, nothing names a customer",
    };

    private static Encoding EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new VerbException($"No encoding is called {name}.");
        }
    }

    private static async Task<Guid> WriterAsync(IServiceProvider services, string name, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("interaction import"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        return await db.Staff.Where(s => s.UserName == name).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) ?? throw new VerbException($"Nobody is called {name}.");
    }
}
