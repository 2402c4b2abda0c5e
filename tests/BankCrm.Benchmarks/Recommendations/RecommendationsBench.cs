using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Accounts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Lists;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Benchmarks.Segments;
using BankCrm.Infrastructure.Demonstration;
using BankCrm.Infrastructure.Recommendations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Benchmarks.Recommendations;

/// <summary>
/// What to offer, on a large bank with the ten ready rules in use: the panel of one customer, the list of a branch, and how many customers a second the nightly job asks.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- recommendations DIR [most customers 60000]</code>
/// DIR is a data directory with the demonstration bank and <c>seed population</c>. What the bench wrote it takes out again.
/// </summary>
internal static class RecommendationsBench
{
    private const int Customers = 200;
    private const int WarmUp = 20;

    public static async Task RunAsync(string[] args)
    {
        var data = args is [var folder, ..] ? folder : throw new ArgumentException("Name the data directory of a filled bank.", nameof(args));
        var most = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60_000;
        await using var bank = await BenchBank.StartAsync(data);
        await using var owner = NpgsqlDataSource.Create(bank.OwnerAddress);
        await SegmentsBench.CountHabitsAsync(bank);
        var had = await NumberAsync(owner, "select count(*) from recommendation_rules");
        try
        {
            await DemonstrationRecommendations.FillAsync(bank.Services, CancellationToken.None);
            Tell($"{await NumberAsync(owner, "select count(*) from recommendation_rules where state = 'Approved'")} rules in use, {await NumberAsync(owner, "select count(*) from customers"):N0} customers");
            await PanelsAsync(bank, owner);
            await CountAsync(bank, owner, most);
            await ListsAsync(bank, owner);
        }
        finally
        {
            await NumberAsync(owner, "delete from suggestions");
            await NumberAsync(owner, "delete from suggestion_counts");
            if (had == 0)
            {
                await NumberAsync(owner, "delete from recommendation_answers");
                await NumberAsync(owner, "delete from recommendation_rules");
            }
        }
    }

    private static async Task PanelsAsync(BenchBank bank, NpgsqlDataSource owner)
    {
        var customers = await PairsAsync(owner, $"select id, branch_id from customers where not is_protected and merged_into_id is null order by md5(id::text || 'bench') limit {Customers + WarmUp}");
        var times = new List<double>();
        foreach (var (customer, branch) in customers)
        {
            var watch = Stopwatch.StartNew();
            await AskAsync<GetRecommendations, CustomerRecommendations>(bank, branch, new(customer, IsPart: true));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Tell($"panel of one customer: {Spread(times[WarmUp..])}");
    }

    private static async Task CountAsync(BenchBank bank, NpgsqlDataSource owner, int most)
    {
        var lister = bank.Services.GetRequiredService<SuggestionLister>();
        var (watch, pages) = (new Stopwatch(), 0);
        while (pages * SuggestionLister.AtOnce < most && await lister.RunNextAsync(CancellationToken.None))
        {
            if (pages++ == 0)
            {
                watch.Start(); // the first compiles the question
            }
        }

        var counted = await NumberAsync(owner, "select count(*) from suggestions");
        Tell($"{pages} pages of at most {SuggestionLister.AtOnce:N0}, {counted:N0} suggestions: {(pages - 1) * SuggestionLister.AtOnce / watch.Elapsed.TotalSeconds:N0} customers a second");
    }

    private static async Task ListsAsync(BenchBank bank, NpgsqlDataSource owner)
    {
        await NumberAsync(owner, "analyze suggestions"); // as the database does by itself after a while
        var (branch, _) = (await PairsAsync(owner, "select branch_id, branch_id from suggestions group by branch_id order by count(*) desc limit 1"))[0];
        var (times, after) = (new List<double>(), (string?)null);
        for (var page = 0; page < 60; page++)
        {
            var watch = Stopwatch.StartNew();
            after = (await AskAsync<ListSuggestions, SuggestionList>(bank, branch, new(After: after))).Page.Next;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Tell($"list of a branch with {await NumberAsync(owner, $"select count(*) from suggestions where branch_id = '{branch}'"):N0} suggestions, page after page: {Spread(times[10..])}");
    }

    private static async Task<TResult> AskAsync<TQuery, TResult>(BenchBank bank, Guid branch, TQuery query)
    {
        var user = new CurrentUser(
            null, "Bench", false, [branch], new HashSet<string> { RecommendationPermissions.Answer, RecommendationPermissions.List, AccountPermissions.Read, CustomerPermissions.Read });
        await using var scope = bank.Scopes.CreateWork(user);
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<TQuery, TResult>>().HandleAsync(query, CancellationToken.None);
    }

    private static string Spread(List<double> times)
    {
        times.Sort();
        return $"p50 {times[times.Count / 2]:N1} ms, p95 {times[times.Count * 95 / 100]:N1} ms, most {times[^1]:N1} ms";
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource owner, string sql)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("set crm.scope = 'all'", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private static async Task<List<(Guid One, Guid Other)>> PairsAsync(NpgsqlDataSource owner, string sql)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("set crm.scope = 'all'", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<(Guid, Guid)>();
        while (await rows.ReadAsync())
        {
            found.Add((rows.GetGuid(0), rows.GetGuid(1)));
        }

        return found;
    }

    private static void Tell(string sentence) => Console.WriteLine(sentence);
}
