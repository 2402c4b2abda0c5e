using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Benchmarks.Http;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Benchmarks.Tasks;

/// <summary>
/// How long until a colleague hears of what was given to them, with many browsers connected to one instance.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- bell [200]</code>
/// The real program on a bank of its own; each browser is another colleague's, and everything is given through the real form. Times from the moment the
/// form was sent, and from the moment its answer said that it was saved, to the count in the stream.
/// </summary>
internal static class BellBench
{
    private const int Rounds = 3;
    private const int AtOnce = 8;

    public static async Task RunAsync(string[] args)
    {
        var browsers = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 200;
        var data = Directory.CreateTempSubdirectory("bankcrm-bell-").FullName;
        try
        {
            var (giver, colleagues) = await FillAsync(data, browsers);
            await using var program = await ServedProgram.StartAsync(data);
            await MeasureAsync(program, giver, colleagues);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(ServedProgram program, string giver, IReadOnlyList<(Guid Id, string Secret)> colleagues)
    {
        using var end = new CancellationTokenSource();
        var arrivals = new ConcurrentDictionary<(Guid, int), TaskCompletionSource<long>>();
        TaskCompletionSource<long> Arrival(Guid id, int number) => arrivals.GetOrAdd((id, number), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var streams = colleagues.Select(c => ListenAsync(program.Address, c.Secret, number => Arrival(c.Id, number).TrySetResult(Stopwatch.GetTimestamp()), end.Token)).ToList();
        var connected = Task.WhenAll(colleagues.Select(c => Arrival(c.Id, 0).Task));
        await await Task.WhenAny([connected, .. streams]).WaitAsync(TimeSpan.FromMinutes(1)); // a stream that ends already has failed
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{colleagues.Count} browsers are connected; {program.ResidentMegabytes()} MB"));

        using var http = Client(program.Address, giver);
        var form = await http.GetStringAsync("/tasks/new");
        var times = new ConcurrentBag<(double Sent, double Saved)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var number = round;
            await Parallel.ForEachAsync(colleagues, new ParallelOptions { MaxDegreeOfParallelism = round == 1 ? 1 : AtOnce }, async (colleague, ct) =>
            {
                var sent = Stopwatch.GetTimestamp();
                await GiveAsync(http, form, colleague.Id, ct);
                var saved = Stopwatch.GetTimestamp();
                var heard = await Arrival(colleague.Id, number).Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
                times.Add((Stopwatch.GetElapsedTime(sent, heard).TotalMilliseconds, Math.Max(0, Stopwatch.GetElapsedTime(saved, heard).TotalMilliseconds)));
            });
            Tell(round == 1 ? "one after the other" : $"{AtOnce} at once", times);
            times.Clear();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"afterwards {program.ResidentMegabytes()} MB"));
        await end.CancelAsync();
        await Task.WhenAll(streams);
    }

    private static void Tell(string how, ConcurrentBag<(double Sent, double Saved)> times)
    {
        var (sent, saved) = (times.Select(t => t.Sent).Order().ToList(), times.Select(t => t.Saved).Order().ToList());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sent.Count} changes, {how}: from sending p50 {sent[sent.Count / 2]:0.0} ms, p95 {sent[sent.Count * 95 / 100]:0.0}, most {sent[^1]:0.0}; "
            + $"from saving p50 {saved[saved.Count / 2]:0.0}, p95 {saved[saved.Count * 95 / 100]:0.0}, most {saved[^1]:0.0}"));
    }

    private static async Task GiveAsync(HttpClient http, string form, Guid toStaffId, CancellationToken ct)
    {
        using var body = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", SignedInClient.TokenIn(form)), new("Input.Id", Guid.CreateVersion7().ToString()), new("Input.Subject", "Call about the deposit"),
            new("Input.Due", "in 2 weeks"), new("Input.Kind", "Call"), new("Input.Priority", "Normal"), new("Input.Reminder", "AtDue"), new("ForWhom", toStaffId.ToString()),
        ]);
        using var answer = await http.PostAsync("/tasks/new", body, ct);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"It was not planned: {answer.StatusCode}");
        }
    }

    private static async Task ListenAsync(Uri address, string secret, Action<int> heard, CancellationToken ct)
    {
        try
        {
            using var http = Client(address, secret);
            using var stream = new StreamReader(await http.GetStreamAsync("/notices/stream", ct));
            while (await stream.ReadLineAsync(ct) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    heard(int.Parse(line.AsSpan("data: ".Length), CultureInfo.InvariantCulture));
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the measurement is over
        }
    }

    private static HttpClient Client(Uri address, string secret)
    {
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("crm", secret, "/", address.Host));
        return new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>A branch with one who gives, and many to whom; all signed in.</summary>
    private static async Task<(string Giver, IReadOnlyList<(Guid Id, string Secret)> Colleagues)> FillAsync(string data, int browsers)
    {
        await using var bank = await BenchBank.StartAsync(data);
        var people = new List<Guid>();
        await using (var scope = bank.Scopes.CreateWork(CurrentUser.System("bench")))
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            var head = Branch.Open(Guid.CreateVersion7(), "HQ", "Head office", BranchKind.Bank, parent: null, "Shanghai");
            var branch = Branch.Open(Guid.CreateVersion7(), "B1", "Branch", BranchKind.Branch, head, "Nanjing");
            var role = Role.Create(Guid.CreateVersion7(), "Bench", RoleReach.OwnBranches, [TaskPermissions.Work, TaskPermissions.Give]);
            db.AddRange(head, branch, role);
            for (var i = 0; i <= browsers; i++)
            {
                var person = StaffMember.Join(Guid.CreateVersion7(), $"bench{i}", $"Mei {i}", branch);
                person.Assign([role], byStaffId: null);
                person.ChosePassword();
                db.Add(person);
                people.Add(person.Id);
            }

            await db.SaveChangesAsync();
        }

        var sessions = new SessionDirectory(bank.Scopes, new(SecondFactorRule.Offered), TimeProvider.System);
        var secrets = new List<(Guid, string)>();
        foreach (var id in people)
        {
            secrets.Add((id, await sessions.OpenAsync(id, "127.0.0.1", "bench", limit: 1, CancellationToken.None)));
        }

        NpgsqlConnection.ClearAllPools();
        return (secrets[0].Item2, secrets[1..]);
    }
}
