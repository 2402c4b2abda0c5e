using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using BankCrm.Benchmarks.Http;
using Npgsql;

namespace BankCrm.Benchmarks.Tasks;

/// <summary>
/// How long staff wait for what is to be done today, at a million customers, two million follow-ups and a million interactions.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- workday DIR [requests 400] [warm-up 400] [only: worklist,board]</code>
/// DIR is a data directory with the demonstration bank and <c>seed population</c>, and <c>holdings</c> for maturities; follow-ups and interactions are drawn up the
/// first time. Everything over HTTP against the real program; the columns are those of "http".
/// </summary>
internal static class WorkdayBench
{
    private const string Adviser = "rm.north";
    private const string Manager = "manager.north";

    public static async Task RunAsync(string[] args)
    {
        var data = Path.GetFullPath(args is [var folder, ..] ? folder : throw new ArgumentException("Name the data directory of a filled bank.", nameof(args)));
        var (requests, warmUp) = (Number(args, 1, 400), Number(args, 2, 400));
        var only = args.Length > 3 ? args[3].Split(',') : [];
        await FillAsync(data);

        await using var program = await ServedProgram.StartAsync(data);
        await using var bank = await SampledBank.OpenAsync(data, Adviser);
        using var adviser = await SignedInClient.OpenAsync(program.Address, Adviser);
        using var manager = await SignedInClient.OpenAsync(program.Address, Manager);
        using var everywhere = await SignedInClient.OpenAsync(program.Address, "compliance");
        Table.Begin();
        foreach (var scenario in await ScenariosAsync(bank, adviser, manager, everywhere, (requests * 2) + warmUp))
        {
            if (only.Length > 0 && !only.Contains(scenario.Name))
            {
                continue;
            }

            await Load.WarmUpAsync(scenario.Staff.Http, scenario.Request, warmUp);
            foreach (var users in (int[])[1, 8])
            {
                Table.Add(scenario, users, await Load.RunAsync(scenario.Staff.Http, scenario.Request, requests, users, program.Processes()), bare: null);
            }
        }

        await ClaimsAsync(bank, program.Address);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the program after the load: {program.ResidentMegabytes()} MB"));
    }

    private static async Task FillAsync(string data)
    {
        await using var bank = await BenchBank.StartAsync(data);
        await using (var connection = new NpgsqlConnection(bank.OwnerAddress))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select count(*) from (select from follow_ups limit 100000) f", connection);
            if ((long)(await command.ExecuteScalarAsync())! < 100_000)
            {
                await WorkdayFill.RunAsync(bank.OwnerAddress, Path.Combine(data, "keys", "key-ring.json"));
            }
        }

        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<IReadOnlyList<Scenario>> ScenariosAsync(SampledBank bank, SignedInClient adviser, SignedInClient manager, SignedInClient everywhere, int completions)
    {
        var open = await OpenOfBranchAsync(bank, completions);
        var form = SignedInClient.TokenIn(await manager.Http.GetStringAsync($"/tasks/{open[0].Id}"));
        var next = -1;
        return
        [
            Page("adviser's home", adviser, "/"), Page("manager's home", manager, "/"), Page("worklist", adviser, "/worklist"), Page("my follow-ups", adviser, "/tasks"),
            Page("due today", adviser, "/tasks?when=Today"), Page("branch's", manager, "/tasks?view=Everybody"), Page("the bank's", everywhere, "/tasks?view=Everybody"),
            Page("ended", manager, "/tasks?view=Ended"), Page("team", manager, "/tasks/team"), Page("board", adviser, "/tasks/board"), Page("board of all", manager, "/tasks/board?everybody=true"),
            Page("month", adviser, "/tasks/calendar"), Page("week", adviser, "/tasks/calendar?view=Week"), Page("month of all", manager, "/tasks/calendar?everybody=true"),
            Page("interactions", adviser, "/interactions"),
            new("customer", adviser, n => new(HttpMethod.Get, $"/customers/{bank.Samples[n % bank.Samples.Count].Id}"), Floor: null),
            new("complete and next", manager, _ => Completion(form, open[Interlocked.Increment(ref next)]), Floor: null),
        ];
    }

    private static Scenario Page(string name, SignedInClient staff, string address) => new(name, staff, _ => new(HttpMethod.Get, address), Floor: null);

    private static HttpRequestMessage Completion(string token, (Guid Id, uint Version) followUp) => new(HttpMethod.Post, $"/tasks/{followUp.Id}?handler=Complete")
    {
        Content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token), new("Input.Version", followUp.Version.ToString(CultureInfo.InvariantCulture)), new("Input.Outcome", "Agreed"),
            new("Input.Text", "Agreed on the phone"), new("Input.NextSubject", "Send the papers"), new("Input.NextDue", "in 2 weeks"), new("Input.NextKind", "Message"),
        ]),
    };

    private static async Task<List<(Guid Id, uint Version)>> OpenOfBranchAsync(SampledBank bank, int most)
    {
        await using var connection = await bank.Connection.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ScopeAsync(connection);
        await using var command = new NpgsqlCommand(
            "select id, xmin from follow_ups where branch_id = $1 and owner_id is not null and ended_at is null order by due_at desc limit $2", connection);
        command.Parameters.Add(new() { Value = bank.BranchId });
        command.Parameters.Add(new() { Value = most });
        var found = new List<(Guid, uint)>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            found.Add((rows.GetGuid(0), rows.GetFieldValue<uint>(1)));
        }

        return found.Count == most ? found : throw new InvalidOperationException($"The branch has {found.Count} open follow-ups only.");
    }

    /// <summary>Fifty browsers of one branch take on the same follow-up at once.</summary>
    private static async Task ClaimsAsync(SampledBank bank, Uri address)
    {
        const int Browsers = 50;
        var unowned = await UnownedAsync(bank);
        var people = await Task.WhenAll(new[] { Adviser, "rm2.north", "teller.north", Manager }.Select(u => SignedInClient.OpenAsync(address, u)));
        var tokens = await Task.WhenAll(people.Select(async p => SignedInClient.TokenIn(await p.Http.GetStringAsync("/tasks"))));
        var answers = new ConcurrentBag<HttpStatusCode>();
        await Task.WhenAll(Enumerable.Range(0, Browsers).Select(async n =>
        {
            using var body = new FormUrlEncodedContent([new("__RequestVerificationToken", tokens[n % people.Length]), new("id", unowned.ToString())]);
            using var answer = await people[n % people.Length].Http.PostAsync("/tasks?handler=Claim", body);
            answers.Add(answer.StatusCode);
        }));
        Console.WriteLine($"{Browsers} claims of one follow-up at once: " + string.Join(", ", answers.CountBy(a => a).Select(a => $"{a.Value} {a.Key}")));
        foreach (var person in people)
        {
            person.Dispose();
        }
    }

    private static async Task<Guid> UnownedAsync(SampledBank bank)
    {
        await using var connection = await bank.Connection.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ScopeAsync(connection);
        await using var command = new NpgsqlCommand("select id from follow_ups where branch_id = $1 and owner_id is null and ended_at is null order by due_at limit 1", connection);
        command.Parameters.Add(new() { Value = bank.BranchId });
        return await command.ExecuteScalarAsync() is Guid id ? id : throw new InvalidOperationException("The branch has nothing to take on.");
    }

    private static async Task ScopeAsync(NpgsqlConnection connection)
    {
        await using var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', true)", connection);
        await scope.ExecuteNonQueryAsync();
    }

    private static int Number(string[] args, int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
}
