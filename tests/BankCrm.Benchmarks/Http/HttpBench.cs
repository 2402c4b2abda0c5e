using System.Globalization;

namespace BankCrm.Benchmarks.Http;

/// <summary>
/// How long staff wait, measured over HTTP against the real program on a bank that exists, beside a bare page that does the same query.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- http --data DIR [--user NAME] [--requests 500] [--warm-up 1500] [--at-once 1,8] [--only list,detail]</code>
/// DIR is a data directory filled with <c>seed population</c> that nobody else is using. Wall-clock times of a request as the client
/// sees it; processor time of program and database together, from the kernel's accounts.
/// </summary>
internal static class HttpBench
{
    public static async Task RunAsync(string[] args)
    {
        var options = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[^1]);
        var data = Path.GetFullPath(options["data"]);
        var requests = int.Parse(options.GetValueOrDefault("requests", "500"), CultureInfo.InvariantCulture);
        var warmUp = int.Parse(options.GetValueOrDefault("warm-up", "1500"), CultureInfo.InvariantCulture);
        var atOnce = options.GetValueOrDefault("at-once", "1,8").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
        var only = options.GetValueOrDefault("only", "").Split(',', StringSplitOptions.RemoveEmptyEntries);

        await using var program = await ServedProgram.StartAsync(data);
        await using var bank = await SampledBank.OpenAsync(data, options.GetValueOrDefault("user", "teller.north"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{bank.Customers:N0} customers, {bank.InScope:N0} of them the user's; {requests} requests each, after {warmUp} to warm up"));

        await using var floor = await FloorProgram.StartAsync(bank);
        using var staff = await SignedInClient.OpenAsync(program.Address, bank.UserName);
        using var everywhere = await SignedInClient.OpenAsync(program.Address, "compliance");
        Table.Begin();
        foreach (var scenario in await Scenario.AllAsync(staff, everywhere, bank))
        {
            if (only.Length > 0 && !only.Contains(scenario.Name))
            {
                continue;
            }

            await Load.WarmUpAsync(scenario.Staff.Http, scenario.Request, warmUp);
            if (scenario.Floor is not null)
            {
                await Load.WarmUpAsync(floor.Client, scenario.Floor, warmUp);
            }

            foreach (var users in atOnce)
            {
                var bare = scenario.Floor is null ? null : await Load.RunAsync(floor.Client, scenario.Floor, requests, users, floor.Processes());
                var real = await Load.RunAsync(scenario.Staff.Http, scenario.Request, requests, users, program.Processes());
                Table.Add(scenario, users, real, bare);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the program after the load: {program.ResidentMegabytes()} MB"));
    }
}
