using System.Diagnostics;
using BankCrm.Infrastructure.Customers.Population;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class SeedPopulationVerb : IVerb
{
    private const int LineEvery = 100_000;

    public string Name => "seed population";

    public string Summary => "Adds made-up customers, as many as you like";

    public string Usage =>
        """
        seed population --customers N [--branches B] [--seed S] [--yes]

        Adds N customers (at most 10 million) to the bank: people with Chinese and Latin names, organisations, their documents, contacts,
        addresses, consents and notes, spread over its branches. All are made up. --branches opens branches until there are B, by regions;
        every branch gets relationship managers, who can sign in once they are given a password. May be run again: it adds.

        The same seed (1 where none is given) makes the same people, where it starts at the same customer number with the same branches.
        Ids and keys are random every time. In Production it wants --yes: what it writes cannot be told from true customers.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        context.Needed("customers");
        var options = new PopulationOptions(
            context.Number("customers", 0, 1, PopulationOptions.MaxCustomers),
            context.Given("branches") is null ? null : context.Number("branches", 0, 1, PopulationOptions.MaxBranches),
            context.Number("seed", 1, 0, int.MaxValue));
        var environment = context.Services.GetRequiredService<IHostEnvironment>();
        if (environment.IsProduction() && !context.Options.ContainsKey("yes"))
        {
            throw new VerbException("This is Production. To mix made-up customers with true ones, say --yes.");
        }

        if (environment.IsDevelopment() && context.Database.OwnerConnection is { } owner)
        {
            await CrmDatabase.MigrateAsync(owner, applicationPassword: null, ct);
        }

        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        var watch = Stopwatch.StartNew();
        await PopulationSeeder.SeedAsync(context.Services, options, written => Show(written, options.Customers, watch.Elapsed), ct);
        Console.WriteLine($"{(Console.IsOutputRedirected ? "" : "\n")}{options.Customers:N0} customers in {watch.Elapsed.TotalSeconds:N1} seconds.");
        return 0;
    }

    /// <summary>One line that changes; in a file or a pipe now and then a new one.</summary>
    private static void Show(int written, int all, TimeSpan elapsed)
    {
        var line = $"{written:N0} of {all:N0}, {written / elapsed.TotalSeconds:N0} a second";
        if (!Console.IsOutputRedirected)
        {
            Console.Write($"\r{line} ");
        }
        else if (written % LineEvery == 0)
        {
            Console.WriteLine(line);
        }
    }
}
